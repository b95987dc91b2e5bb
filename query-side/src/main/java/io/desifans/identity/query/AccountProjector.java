package io.desifans.identity.query;

import static io.desifans.db.Tables.ACCOUNT;
import static io.desifans.projection.Erased.orErased;

import io.desifans.Event;
import io.desifans.identity.UserEvent;
import io.desifans.identity.UserEvent.AccountImported;
import io.desifans.identity.UserEvent.AccountLinked;
import io.desifans.identity.UserEvent.AccountTokensUpdated;
import io.desifans.identity.UserEvent.AccountUnlinked;
import io.desifans.identity.UserEvent.CredentialSet;
import io.desifans.identity.UserEvent.PasswordChanged;
import io.desifans.projection.Projector;
import io.desifans.projection.RowChanges;
import java.time.Instant;
import java.util.Set;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** The table {@code account}: the ways in which users sign in. */
@Component
public final class AccountProjector implements Projector {

    @Override
    public Set<Class<? extends Event>> families() {
        return Set.of(UserEvent.class);
    }

    @Override
    public Set<Table<?>> tables() {
        return Set.of(ACCOUNT);
    }

    @Override
    public void project(Event event, Instant at, RowChanges rows) {
        switch (event) {
            case CredentialSet e ->
                rows.insert(ACCOUNT, e.accountRowId())
                        .set(ACCOUNT.ACCOUNT_ID, e.userId())
                        .set(ACCOUNT.PROVIDER_ID, "credential")
                        .set(ACCOUNT.USER_ID, e.userId())
                        .set(ACCOUNT.PASSWORD, e.passwordHash())
                        .set(ACCOUNT.CREATED_AT, at)
                        .set(ACCOUNT.UPDATED_AT, at);
            case PasswordChanged e ->
                rows.update(ACCOUNT, e.accountRowId())
                        .set(ACCOUNT.PASSWORD, e.passwordHash())
                        .set(ACCOUNT.UPDATED_AT, at);
            case AccountLinked e -> link(e, at, rows);
            case AccountTokensUpdated e -> update(e, at, rows);
            case AccountUnlinked e -> rows.delete(ACCOUNT, e.accountRowId());
            case AccountImported e ->
                rows.update(ACCOUNT, e.accountRowId())
                        .set(ACCOUNT.CREATED_AT, e.createdAt())
                        .set(ACCOUNT.UPDATED_AT, e.updatedAt());
            default -> {}
        }
    }

    /** The tokens as they are stored, sealed, so that a replay gives the same bytes. */
    private static void link(AccountLinked e, Instant at, RowChanges rows) {
        rows.insert(ACCOUNT, e.accountRowId())
                .set(ACCOUNT.ACCOUNT_ID, orErased(e.accountId()))
                .set(ACCOUNT.PROVIDER_ID, e.providerId())
                .set(ACCOUNT.USER_ID, e.userId())
                .set(ACCOUNT.ACCESS_TOKEN, e.accessToken())
                .set(ACCOUNT.REFRESH_TOKEN, e.refreshToken())
                .set(ACCOUNT.ID_TOKEN, e.idToken())
                .set(ACCOUNT.ACCESS_TOKEN_EXPIRES_AT, e.accessTokenExpiresAt())
                .set(ACCOUNT.REFRESH_TOKEN_EXPIRES_AT, e.refreshTokenExpiresAt())
                .set(ACCOUNT.SCOPE, e.scope())
                .set(ACCOUNT.CREATED_AT, at)
                .set(ACCOUNT.UPDATED_AT, at);
    }

    private static void update(AccountTokensUpdated e, Instant at, RowChanges rows) {
        RowChanges.Values row = rows.update(ACCOUNT, e.accountRowId())
                .set(ACCOUNT.SCOPE, e.scope())
                .set(ACCOUNT.UPDATED_AT, at);
        if (e.accessToken() != null)
            row.set(ACCOUNT.ACCESS_TOKEN, e.accessToken())
                    .set(ACCOUNT.ACCESS_TOKEN_EXPIRES_AT, e.accessTokenExpiresAt());
        if (e.refreshToken() != null)
            row.set(ACCOUNT.REFRESH_TOKEN, e.refreshToken())
                    .set(ACCOUNT.REFRESH_TOKEN_EXPIRES_AT, e.refreshTokenExpiresAt());
        if (e.idToken() != null) row.set(ACCOUNT.ID_TOKEN, e.idToken());
    }
}
