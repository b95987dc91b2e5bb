package io.desifans.identity.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.command.ClaimKind;
import io.desifans.command.Claims;
import io.desifans.identity.UserEvent;
import io.desifans.identity.UserEvent.AccountImported;
import io.desifans.identity.UserEvent.AccountLinked;
import io.desifans.identity.UserEvent.AccountTokensUpdated;
import io.desifans.identity.UserEvent.AccountUnlinked;
import io.desifans.identity.UserEvent.CredentialSet;
import io.desifans.identity.UserEvent.UserBanned;
import io.desifans.identity.UserEvent.UserRegistered;
import io.desifans.identity.UserEvent.UserUnbanned;
import io.desifans.identity.command.AccountCommand.LinkAccount;
import io.desifans.identity.command.AccountCommand.UnlinkAccount;
import io.desifans.identity.command.AccountCommand.UpdateAccountTokens;
import io.desifans.identity.command.ImportCommand.ImportAccount;
import io.desifans.identity.command.UserCommand.EndBan;
import io.desifans.web.Rejected;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** A user's accounts at providers, by the ids of their rows, and whether there is a password beside them. */
final class LinkedAccounts {

    static final String NOT_LINKED = "ACCOUNT_NOT_LINKED";

    private final Map<String, Linked> linked = new LinkedHashMap<>();
    private String userId = "";
    private @Nullable String passwordRow;
    private @Nullable Ban ban;

    /** @param accountId null once erased */
    private record Linked(
            String providerId,
            @Nullable String accountId,
            @Nullable String scope) {}

    boolean has(ProviderAccount account) {
        return rowOf(account) != null;
    }

    /** New tokens for one that is there, or a new one. */
    void link(String owner, ProviderAccount account, Claims claims) {
        String row = rowOf(account);
        if (row != null) {
            update(row, account.tokens());
            return;
        }
        ProviderTokens tokens = account.tokens();
        claims.take(ClaimKind.ACCOUNT, ProviderAccount.claimed(account.providerId(), account.accountId()), owner);
        apply(new AccountLinked(
                owner,
                account.rowId(),
                account.providerId(),
                account.accountId(),
                tokens.accessToken(),
                tokens.refreshToken(),
                tokens.idToken(),
                tokens.accessTokenExpiresAt(),
                tokens.refreshTokenExpiresAt(),
                tokens.scope()));
    }

    @CommandHandler
    void decide(LinkAccount c, Claims claims) {
        if (ban != null) ban.requireOverAt(c.now());
        link(userId, c.account(), claims);
    }

    /** Nobody links an account meanwhile, nor signs in; then the time is over. */
    @CommandHandler
    void decide(EndBan c) {
        if (ban != null && ban.isOverAt(c.at())) apply(new UserUnbanned(userId, "system:timers", "expired"));
    }

    @CommandHandler
    void decide(ImportAccount c, Claims claims) {
        String row = c.account().rowId();
        if (row.equals(passwordRow) || linked.containsKey(row) || has(c.account())) return;
        if (c.passwordHash() == null) link(userId, c.account(), claims);
        else if (passwordRow == null) apply(new CredentialSet(userId, row, c.passwordHash()));
        else throw Rejected.conflict("PASSWORD_IS_SET", "password", "There is a password already.");
        apply(new AccountImported(userId, row, c.createdAt(), c.updatedAt()));
    }

    @CommandHandler
    void decide(UpdateAccountTokens c) {
        if (!linked.containsKey(c.accountRowId())) throw notFound();
        update(c.accountRowId(), c.tokens());
    }

    /** The last way to sign in stays. */
    @CommandHandler
    void decide(UnlinkAccount c, Claims claims) {
        String row = c.accountRowId();
        Linked account = linked.get(row);
        if (account == null && !row.equals(passwordRow)) throw notFound();
        if (linked.size() + (passwordRow == null ? 0 : 1) == 1)
            throw Rejected.invalid("FAILED_TO_UNLINK_LAST_ACCOUNT", "accountId", "You can't unlink your last account");
        apply(new AccountUnlinked(userId, row));
        if (account != null) release(account, claims);
    }

    /** What the user once allowed stays allowed, even if this time less was asked for. */
    private void update(String row, ProviderTokens tokens) {
        apply(new AccountTokensUpdated(
                userId,
                row,
                tokens.accessToken(),
                tokens.refreshToken(),
                tokens.idToken(),
                tokens.accessTokenExpiresAt(),
                tokens.refreshTokenExpiresAt(),
                together(Objects.requireNonNull(linked.get(row)).scope(), tokens.scope())));
    }

    void releaseAll(Claims claims) {
        for (Linked account : linked.values()) release(account, claims);
    }

    private void release(Linked account, Claims claims) {
        if (account.accountId() != null)
            claims.release(
                    ClaimKind.ACCOUNT, ProviderAccount.claimed(account.providerId(), account.accountId()), userId);
    }

    private static Rejected notFound() {
        return Rejected.invalid("ACCOUNT_NOT_FOUND", "accountId", "Account not found");
    }

    private @Nullable String rowOf(ProviderAccount account) {
        return linked.entrySet().stream()
                .filter(each -> each.getValue().providerId().equals(account.providerId())
                        && account.accountId().equals(each.getValue().accountId()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String together(@Nullable String before, @Nullable String now) {
        if (before == null || now == null) return before == null ? now : before;
        Set<String> scopes = new LinkedHashSet<>(List.of(before.split(",")));
        scopes.addAll(List.of(now.split(",")));
        return String.join(",", scopes);
    }

    @EventSourcingHandler
    void evolve(UserEvent event) {
        switch (event) {
            case UserRegistered e -> userId = e.userId();
            case CredentialSet e -> passwordRow = e.accountRowId();
            case UserBanned e -> ban = new Ban(e.reason(), e.until());
            case UserUnbanned e -> ban = null;
            case AccountLinked e -> linked.put(e.accountRowId(), new Linked(e.providerId(), e.accountId(), e.scope()));
            case AccountTokensUpdated e ->
                linked.computeIfPresent(
                        e.accountRowId(),
                        (row, account) -> new Linked(account.providerId(), account.accountId(), e.scope()));
            case AccountUnlinked e -> {
                linked.remove(e.accountRowId());
                if (e.accountRowId().equals(passwordRow)) passwordRow = null;
            }
            default -> {}
        }
    }
}
