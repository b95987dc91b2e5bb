package io.desifans.notifications;

import io.desifans.Labelled;

/** What a person is told of. */
public enum NotificationType implements Labelled {
    NEW_SUBSCRIBER("new_subscriber"),
    RENEWAL("renewal"),
    SUBSCRIPTION_ENDING("subscription_ending"),
    SUBSCRIPTION_CANCELLED("subscription_cancelled"),
    SUBSCRIPTION_ENDED("subscription_ended"),
    RENEWAL_FAILED("renewal_failed"),
    RENEWAL_CHANGE_REFUSED("renewal_change_refused"),
    PURCHASE("purchase"),
    NEW_FOLLOWER("new_follower"),
    LIKE("like"),
    COMMENT("comment"),
    REPLY("reply"),
    NEW_POST("new_post"),
    BROADCAST("broadcast"),
    PAYMENT_RECEIVED("payment_received"),
    PAYMENT_FAILED("payment_failed"),
    REFUND("refund"),
    EARNING_DEBITED("earning_debited"),
    BALANCE_CORRECTED("balance_corrected"),
    DISPUTE_OPENED("dispute_opened"),
    DISPUTE_DECIDED("dispute_decided"),
    ORDER_PLACED("order_placed"),
    ORDER_ACTIVATED("order_activated"),
    ORDER_FULFILLED("order_fulfilled"),
    ORDER_CANCELLED("order_cancelled"),
    ORDER_EXPIRED("order_expired"),
    MESSAGE("message"),
    PAYOUT_SCHEDULED("payout_scheduled"),
    PAYOUT_COMPLETED("payout_completed"),
    PAYOUT_FAILED("payout_failed"),
    PAYOUT_REVERSED("payout_reversed"),
    POST_TAKEN_DOWN("post_taken_down"),
    BAN_LIFTED("ban_lifted"),
    NEW_SIGN_IN("new_sign_in"),
    PASSWORD_CHANGED("password_changed");

    private final String label;

    NotificationType(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /**
     * Whether even who wants no notifications is told: of their money, of what we do with what is
     * theirs, and of who gets into their account.
     */
    public boolean isAlwaysTold() {
        return switch (this) {
            case PAYMENT_RECEIVED, PAYMENT_FAILED, REFUND, EARNING_DEBITED, BALANCE_CORRECTED -> true;
            case DISPUTE_OPENED, DISPUTE_DECIDED -> true;
            case PAYOUT_SCHEDULED, PAYOUT_COMPLETED, PAYOUT_FAILED, PAYOUT_REVERSED -> true;
            case RENEWAL_FAILED, RENEWAL_CHANGE_REFUSED, SUBSCRIPTION_CANCELLED -> true;
            case POST_TAKEN_DOWN, BAN_LIFTED, NEW_SIGN_IN, PASSWORD_CHANGED -> true;
            default -> false;
        };
    }
}
