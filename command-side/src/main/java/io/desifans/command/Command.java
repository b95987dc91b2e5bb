package io.desifans.command;

/**
 * A wish addressed to one aggregate. Each family of commands is a sealed interface below this one; a command checks its
 * own shape and names by {@link SentBy} who may send it.
 */
public interface Command {}
