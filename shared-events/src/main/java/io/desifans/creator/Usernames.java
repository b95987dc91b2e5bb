package io.desifans.creator;

import java.util.Set;
import java.util.regex.Pattern;

/** What a username may be: 3 to 30 of {@code [a-zA-Z0-9_-]}, kept in lower case, none of the reserved names. */
public final class Usernames {

    public static final Set<String> RESERVED = Set.of(
            "www", "api", "app", "admin", "mail", "ftp", "blog", "docs", "help", "support", "status", "cdn", "static",
            "assets", "images", "media");

    private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9_-]{3,30}");

    private Usernames() {}

    public static boolean isWellFormed(String text) {
        return FORM.matcher(text).matches();
    }
}
