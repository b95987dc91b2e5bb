package io.desifans.command;

import java.security.SecureRandom;

/** New identifiers of 32 characters of {@code [A-Za-z0-9]} for users, sessions, accounts and session tokens (190 bits). */
public final class NewId {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private NewId() {}

    public static String next() {
        return RANDOM.ints(32, 0, ALPHABET.length())
                .collect(StringBuilder::new, (id, n) -> id.append(ALPHABET.charAt(n)), StringBuilder::append)
                .toString();
    }
}
