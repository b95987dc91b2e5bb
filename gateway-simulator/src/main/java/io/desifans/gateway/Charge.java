package io.desifans.gateway;

/**
 * Which subscription a payment is for.
 *
 * @param attempt how often its amount was tried before
 */
record Charge(String subscriptionId, Reason reason, int attempt) {

    /** Why a subscription is charged. */
    enum Reason {
        BEGIN,
        RENEW,
        CHANGE_METHOD
    }

    static Charge of(String subscriptionId, Reason reason) {
        return new Charge(subscriptionId, reason, 0);
    }
}
