package io.desifans.billing.command;

/** What of an amount the platform keeps, a tenth rounded half up, and what its creator gets: together the amount. */
record Split(long platformFeePaise, long creatorAmountPaise) {

    /** @param amountPaise not negative */
    static Split of(long amountPaise) {
        long platformFeePaise = Math.addExact(amountPaise, 5) / 10;
        return new Split(platformFeePaise, Math.subtractExact(amountPaise, platformFeePaise));
    }
}
