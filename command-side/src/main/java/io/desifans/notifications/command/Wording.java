package io.desifans.notifications.command;

import io.desifans.notifications.NotificationType;

/** What a person reads, by the type alone: it names nobody. */
record Wording(String title, String message) {

    static Wording of(NotificationType type) {
        return switch (type) {
            case NEW_SUBSCRIBER -> new Wording("New subscriber", "Someone has joined one of your memberships.");
            case RENEWAL -> new Wording("Membership renewed", "A subscriber has renewed a membership of yours.");
            case PURCHASE -> new Wording("Post sold", "Someone has bought one of your posts.");
            case PAYMENT_RECEIVED -> new Wording("Payment received", "Your payment went through.");
            case PAYMENT_FAILED -> new Wording("Payment failed", "Your payment did not go through.");
            case ORDER_PLACED -> new Wording("New order", "Someone has booked one of your services.");
            case ORDER_ACTIVATED -> new Wording("Order activated", "The creator is ready for your order.");
            case ORDER_FULFILLED -> new Wording("Order fulfilled", "The creator has fulfilled your order.");
            case ORDER_CANCELLED -> new Wording("Order cancelled", "The creator has cancelled your order.");
            case MESSAGE -> new Wording("New message", "You have a new message.");
            case PAYOUT_SCHEDULED -> new Wording("Payout scheduled", "A payout to you is scheduled.");
            case PAYOUT_COMPLETED -> new Wording("Payout completed", "A payout has been sent to your bank.");
            case PAYOUT_FAILED ->
                new Wording("Payout failed", "A payout to you failed; its amount is yours to request again.");
        };
    }
}
