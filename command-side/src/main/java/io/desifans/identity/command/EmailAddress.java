package io.desifans.identity.command;

import io.desifans.web.Rejected;
import java.util.Locale;
import java.util.regex.Pattern;

/** An e-mail address in its normal form: trimmed and lower-cased, nothing folded. */
final class EmailAddress {

    private static final int MAX_LENGTH = 254;

    /** What the Better Auth clients' own server accepts. */
    private static final Pattern FORM = Pattern.compile(
            "(?!\\.)(?!.*\\.\\.)[a-z0-9_'+\\-.]*[a-z0-9_+-]@(?:[a-z0-9][a-z0-9\\-]*\\.)+[a-z]{2,}",
            Pattern.CASE_INSENSITIVE);

    private EmailAddress() {}

    /** 400 {@code INVALID_EMAIL} if it is none. */
    static String normal(String text) {
        String address = text.trim();
        if (address.length() > MAX_LENGTH || !FORM.matcher(address).matches())
            throw Rejected.invalid("INVALID_EMAIL", "email", "Invalid email");
        return address.toLowerCase(Locale.ROOT);
    }
}
