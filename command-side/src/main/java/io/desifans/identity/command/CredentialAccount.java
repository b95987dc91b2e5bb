package io.desifans.identity.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.identity.UserEvent.CredentialSet;
import io.desifans.identity.UserEvent.PasswordChanged;
import io.desifans.web.Rejected;
import org.jspecify.annotations.Nullable;

/** The account by which a user signs in with a password. @param hash null as long as there is none */
record CredentialAccount(String rowId, @Nullable String hash) {

    static final CredentialAccount NONE = new CredentialAccount("", null);
    static final String CHANGED = "PASSWORD_CHANGED";

    /** 409 if the password that was verified is not the one that is set now. */
    void requireUnchanged(String verifiedHash) {
        if (!verifiedHash.equals(hash)) throw Rejected.conflict(CHANGED, "The password changed.");
    }

    /** Over the user's head. @param newRowId where there is none yet */
    void set(String userId, String newRowId, String passwordHash, String cause) {
        apply(
                hash == null
                        ? new CredentialSet(userId, newRowId, passwordHash)
                        : new PasswordChanged(userId, rowId, passwordHash, cause));
    }

    CredentialAccount without(String unlinkedRow) {
        return rowId.equals(unlinkedRow) ? NONE : this;
    }
}
