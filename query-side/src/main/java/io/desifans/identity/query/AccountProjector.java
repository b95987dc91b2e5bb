package io.desifans.identity.query;

import static io.desifans.db.Tables.ACCOUNT;

import io.desifans.Event;
import io.desifans.identity.UserEvent;
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
            default -> {}
        }
    }
}
