package io.desifans.gateway;

/**
 * What a recurring product costs, how often, and for how long.
 *
 * @param everyMonths from one charge to the next
 * @param lastsMonths after which it expires
 */
record Plan(String productId, String name, long amountPaise, int everyMonths, int lastsMonths) {}
