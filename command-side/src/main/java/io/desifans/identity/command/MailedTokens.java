package io.desifans.identity.command;

import io.desifans.eventstore.ClaimKey;
import io.desifans.identity.UserEvent.VerificationIssued;
import io.desifans.identity.VerificationPurpose;
import io.desifans.web.SessionToken;
import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The tokens that are mailed and good for one use. They are nowhere stored: whoever sends the mail derives them anew from
 * what the event says and from secrets that lie outside the log.
 */
@Component
public final class MailedTokens {

    private static final String LOWER_CASE = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final String ALL_CASES = LOWER_CASE + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private final ClaimKey key;
    private final EmailTokens emailTokens;

    MailedTokens(ClaimKey key, EmailTokens emailTokens) {
        this.key = key;
        this.emailTokens = emailTokens;
    }

    /** 24 characters of {@code [A-Za-z0-9]} that replace a password. */
    String reset(String verificationId) {
        return derived(VerificationPurpose.RESET_PASSWORD, verificationId, 24, ALL_CASES);
    }

    /** 32 characters of {@code [0-9a-z]} that delete an account. */
    String deletion(String verificationId) {
        return derived(VerificationPurpose.DELETE_ACCOUNT, verificationId, 32, LOWER_CASE);
    }

    /** The token whose hash the event has; none once the person is erased, or a secret was taken away. */
    Optional<String> of(VerificationIssued event) {
        return candidates(event)
                .filter(token -> SessionToken.hash(token).equals(event.valueHash()))
                .findFirst();
    }

    private Stream<String> candidates(VerificationIssued e) {
        return switch (e.purpose()) {
            case RESET_PASSWORD -> Stream.of(reset(e.verificationId()));
            case DELETE_ACCOUNT -> Stream.of(deletion(e.verificationId()));
            case CONFIRM_EMAIL_CHANGE, VERIFY_NEW_EMAIL ->
                e.email() == null || e.newEmail() == null
                        ? Stream.of()
                        : emailTokens.changes(e.purpose(), e.email(), e.newEmail(), e.expiresAt());
        };
    }

    private String derived(VerificationPurpose purpose, String verificationId, int length, String alphabet) {
        BigInteger rest = new BigInteger(key.digest("mailed token " + purpose.label(), verificationId), 16);
        BigInteger base = BigInteger.valueOf(alphabet.length());
        StringBuilder token = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            BigInteger[] next = rest.divideAndRemainder(base);
            token.append(alphabet.charAt(next[1].intValue()));
            rest = next[0];
        }
        return token.toString();
    }
}
