package io.desifans.identity.command;

/**
 * How users delete themselves.
 *
 * @param allowed whether they may
 * @param byMail whether they have to follow a link in a mail
 */
record DeletionRules(boolean allowed, boolean byMail) {}
