package io.desifans.identity.command;

import io.desifans.identity.command.IdentityRows.Credential;
import io.desifans.web.Rejected;
import org.springframework.stereotype.Component;

/** Whether a signed-in user knows their password. */
@Component
final class OwnPassword {

    private final Passwords passwords;
    private final IdentityRows rows;

    OwnPassword(Passwords passwords, IdentityRows rows) {
        this.passwords = passwords;
        this.rows = rows;
    }

    /** The stored hash against which it was verified. */
    String verified(String userId, String password) {
        String hash = rows.credentialOf(userId)
                .map(Credential::passwordHash)
                .orElseThrow(() -> Rejected.invalid(
                        "CREDENTIAL_ACCOUNT_NOT_FOUND", "currentPassword", "Credential account not found"));
        if (!passwords.matches(hash, password)) throw wrong();
        return hash;
    }

    static Rejected wrong() {
        return Rejected.invalid("INVALID_PASSWORD", "password", "Invalid password");
    }
}
