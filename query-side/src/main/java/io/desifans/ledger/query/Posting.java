package io.desifans.ledger.query;

import org.jspecify.annotations.Nullable;

/**
 * One line of what an event does to the accounts.
 *
 * @param creatorId whose account it is; null for those that are nobody's
 * @param paise never 0
 */
record Posting(Account account, @Nullable String creatorId, long paise) {}
