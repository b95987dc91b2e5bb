package io.desifans.notifications;

import io.desifans.Labelled;

/** What a person is told of. */
public enum NotificationType implements Labelled {
    NEW_SUBSCRIBER("new_subscriber"),
    RENEWAL("renewal"),
    PURCHASE("purchase"),
    PAYMENT_RECEIVED("payment_received"),
    PAYMENT_FAILED("payment_failed"),
    ORDER_PLACED("order_placed"),
    ORDER_ACTIVATED("order_activated"),
    ORDER_FULFILLED("order_fulfilled"),
    ORDER_CANCELLED("order_cancelled"),
    MESSAGE("message"),
    PAYOUT_SCHEDULED("payout_scheduled"),
    PAYOUT_COMPLETED("payout_completed"),
    PAYOUT_FAILED("payout_failed");

    private final String label;

    NotificationType(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
