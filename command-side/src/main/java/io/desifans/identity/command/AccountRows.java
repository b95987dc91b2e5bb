package io.desifans.identity.command;

import static io.desifans.db.Tables.ACCOUNT;
import static io.desifans.db.Tables.SESSION;

import io.desifans.db.tables.records.AccountRecord;
import io.desifans.eventstore.SealedTexts;
import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A user's own accounts as the tables have them. */
@Component
final class AccountRows {

    private static final Duration FRESH = Duration.ofDays(1);

    private final DSLContext tables;
    private final SealedTexts texts;
    private final Clock clock;

    AccountRows(DSLContext tables, SealedTexts texts, Clock clock) {
        this.tables = tables;
        this.texts = texts;
        this.clock = clock;
    }

    /** An account at a provider with its tokens in clear. */
    record OwnAccount(String rowId, String providerId, String accountId, ProviderTokens tokens) {}

    /**
     * The clients of both lines name an account differently.
     *
     * @param accountId of the row, or at the provider
     * @return 400 {@code ACCOUNT_NOT_FOUND} if it is not one of theirs
     */
    OwnAccount chosen(String userId, @Nullable String providerId, @Nullable String accountId) {
        if (providerId == null && accountId == null) throw Rejected.invalid("accountId", "accountId is required");
        return tables
                .selectFrom(ACCOUNT)
                .where(ACCOUNT.USER_ID.eq(userId))
                .orderBy(ACCOUNT.CREATED_AT, ACCOUNT.ID)
                .stream()
                .filter(row -> providerId == null || row.getProviderId().equals(providerId))
                .filter(row -> accountId == null
                        || row.getId().equals(accountId)
                        || row.getAccountId().equals(accountId))
                .min(Comparator.comparing(row -> row.getId().equals(accountId) ? 0 : 1))
                .map(this::opened)
                .orElseThrow(() -> Rejected.invalid("ACCOUNT_NOT_FOUND", "accountId", "Account not found"));
    }

    /** 403 {@code SESSION_NOT_FRESH} for a session that began more than a day ago. */
    void requireFresh(Caller caller) {
        boolean fresh = tables.select(SESSION.CREATED_AT)
                .from(SESSION)
                .where(SESSION.ID.eq(caller.sessionId()))
                .fetchOptional(SESSION.CREATED_AT)
                .filter(began -> clock.instant().isBefore(began.plus(FRESH)))
                .isPresent();
        if (!fresh) throw Rejected.forbidden("SESSION_NOT_FRESH", "Session is not fresh");
    }

    private OwnAccount opened(AccountRecord row) {
        ProviderTokens tokens = new ProviderTokens(
                clear(row.getAccessToken()),
                clear(row.getRefreshToken()),
                clear(row.getIdToken()),
                row.getAccessTokenExpiresAt(),
                row.getRefreshTokenExpiresAt(),
                row.getScope());
        return new OwnAccount(row.getId(), row.getProviderId(), row.getAccountId(), tokens);
    }

    private @Nullable String clear(@Nullable String sealed) {
        return Optional.ofNullable(sealed).flatMap(texts::open).orElse(null);
    }
}
