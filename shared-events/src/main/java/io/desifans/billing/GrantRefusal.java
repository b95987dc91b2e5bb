package io.desifans.billing;

import io.desifans.Labelled;

/** Why a payment that was taken could not be turned into what it was for. */
public enum GrantRefusal implements Labelled {
    ALREADY_PURCHASED("already_purchased"),
    POST_DELETED("post_deleted"),
    SERVICE_GONE("service_gone"),
    BUYER_DELETED("buyer_deleted"),
    CREATOR_DELETED("creator_deleted"),
    ORDER_EXPIRED("order_expired"),
    ORDER_CANCELLED("order_cancelled");

    private final String label;

    GrantRefusal(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
