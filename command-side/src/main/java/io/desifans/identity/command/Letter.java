package io.desifans.identity.command;

/**
 * A mail.
 *
 * @param text the same without markup
 */
record Letter(String to, String subject, String text, String html) {}
