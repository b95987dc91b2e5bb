package io.desifans.creator.command;

import io.desifans.web.Rejected;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules of usernames: 3 to 30 of {@code [a-zA-Z0-9_-]}, kept in lower case, not reserved. */
final class Username {

    static final Set<String> RESERVED = Set.of(
            "www", "api", "app", "admin", "mail", "ftp", "blog", "docs", "help", "support", "status", "cdn", "static",
            "assets", "images", "media");

    private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9_-]{3,30}");

    private Username() {}

    static String of(String text) {
        if (!FORM.matcher(text).matches())
            throw Rejected.invalid("username", "username must be 3 to 30 of a-z, A-Z, 0-9, _ and -.");
        String username = text.toLowerCase(Locale.ROOT);
        if (RESERVED.contains(username)) throw Rejected.invalid("username", "username is a reserved name.");
        return username;
    }
}
