package io.desifans.identity.command;

import io.desifans.web.Rejected;

/**
 * Who may sign up and how.
 *
 * @param mail whether there is a server that takes mails
 * @param signUp whether anybody may sign up
 * @param signInAtSignUp whether a sign-up starts a session
 * @param verifiedOnly whether nobody gets a session before the address is shown to be theirs
 * @param signInAtVerification whether showing that starts a session
 */
record IdentityRules(
        boolean mail, boolean signUp, boolean signInAtSignUp, boolean verifiedOnly, boolean signInAtVerification) {

    /** 400 with this code where there is nobody to take mails. */
    void requireMail(String code, String message) {
        if (!mail) throw Rejected.invalid(code, "email", message);
    }

    void requireSignUp() {
        if (!signUp)
            throw Rejected.invalid(
                    "EMAIL_PASSWORD_SIGN_UP_DISABLED", "email", "Email and password sign up is not enabled");
    }
}
