package io.desifans.command;

/** Who may send a command. */
public enum Sender {
    /** Anybody, an anonymous visitor too. */
    ANYONE,
    /** A user with a session. Whether it is theirs to change is the aggregate's question. */
    USER,
    /** A user whose live roles include {@code admin}. */
    ADMIN,
    /** The system itself: a process, or the start of the application. */
    SYSTEM
}
