package io.desifans.creator.command;

import io.desifans.creator.Usernames;
import io.desifans.web.Rejected;
import java.util.Locale;

/** A username as it is kept. */
final class Username {

    private Username() {}

    static String of(String text) {
        if (!Usernames.isWellFormed(text))
            throw Rejected.invalid("username", "username must be 3 to 30 of a-z, A-Z, 0-9, _ and -.");
        String username = text.toLowerCase(Locale.ROOT);
        if (Usernames.RESERVED.contains(username)) throw Rejected.invalid("username", "username is a reserved name.");
        return username;
    }
}
