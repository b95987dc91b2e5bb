package io.desifans.services.command;

/** Where an order stands. Until it is paid nothing can happen to it. */
enum OrderState {
    NONE,
    PLACED,
    PAID,
    ACTIVE,
    FULFILLED,
    CANCELLED_FOR_GOOD,
    CANCELLED_BY_PAYMENT,
    EXPIRED
}
