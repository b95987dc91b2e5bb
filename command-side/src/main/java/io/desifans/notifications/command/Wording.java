package io.desifans.notifications.command;

import io.desifans.notifications.NotificationType;

/** What a person reads, by the type alone: it names nobody. */
record Wording(String title, String message) {

    static Wording of(NotificationType type) {
        return switch (type) {
            case NEW_FOLLOWER -> new Wording("New follower", "Someone follows you.");
            case LIKE -> new Wording("New like", "Someone likes one of your posts.");
            case COMMENT -> new Wording("New comment", "Someone has commented on one of your posts.");
            case REPLY -> new Wording("New reply", "Someone has replied to a comment of yours.");
            case NEW_POST -> new Wording("New post", "A creator has published a new post.");
            case BROADCAST -> new Wording("New broadcast", "A creator whom you follow has written to you.");
            case NEW_SUBSCRIBER -> new Wording("New subscriber", "Someone has joined one of your memberships.");
            case RENEWAL -> new Wording("Membership renewed", "A subscriber has renewed a membership of yours.");
            case PURCHASE -> new Wording("Post sold", "Someone has bought one of your posts.");
            case PAYMENT_RECEIVED -> new Wording("Payment received", "Your payment went through.");
            case PAYMENT_FAILED -> new Wording("Payment failed", "Your payment did not go through.");
            case REFUND -> new Wording("Refund", "A payment of yours has been paid back.");
            case EARNING_DEBITED ->
                new Wording("Refund to a fan", "A payment to you was paid back; your balance is the less for it.");
            case BALANCE_CORRECTED ->
                new Wording("Balance corrected", "We have corrected your balance; your statement shows it.");
            case DISPUTE_OPENED ->
                new Wording(
                        "Payment disputed",
                        "The buyer's bank asks a payment back. Until that is decided it is on hold.");
            case DISPUTE_DECIDED -> new Wording("Dispute decided", "The dispute about a payment is decided.");
            case ORDER_PLACED -> new Wording("New order", "Someone has booked one of your services.");
            case ORDER_ACTIVATED -> new Wording("Order activated", "The creator is ready for your order.");
            case ORDER_FULFILLED -> new Wording("Order fulfilled", "The creator has fulfilled your order.");
            case ORDER_CANCELLED -> new Wording("Order cancelled", "The creator has cancelled your order.");
            case ORDER_EXPIRED -> new Wording("Order expired", "The order was not activated in time and has ended.");
            case SUBSCRIPTION_ENDING ->
                new Wording("Subscription ends soon", "One of your subscriptions ends within three days.");
            case SUBSCRIPTION_CANCELLED ->
                new Wording("Subscription cancelled", "One of your subscriptions does not renew any more.");
            case SUBSCRIPTION_ENDED -> new Wording("Subscription ended", "One of your subscriptions has ended.");
            case RENEWAL_FAILED ->
                new Wording("Renewal failed", "A renewal could not be charged: choose how you want to pay.");
            case RENEWAL_CHANGE_REFUSED ->
                new Wording(
                        "Subscription not changed",
                        "The payment gateway refused a change of one of your subscriptions.");
            case MESSAGE -> new Wording("New message", "You have a new message.");
            case PAYOUT_SCHEDULED -> new Wording("Payout scheduled", "A payout to you is scheduled.");
            case PAYOUT_COMPLETED -> new Wording("Payout completed", "A payout has been sent to your bank.");
            case PAYOUT_FAILED ->
                new Wording("Payout failed", "A payout to you failed; its amount is yours to request again.");
            case PAYOUT_REVERSED ->
                new Wording(
                        "Payout came back", "The bank has sent a payout back; its amount is yours to request again.");
            case POST_TAKEN_DOWN -> new Wording("Post taken down", "One of your posts was taken down by an admin.");
            case BAN_LIFTED -> new Wording("Ban lifted", "You can use your account again.");
            case NEW_SIGN_IN -> new Wording("New sign-in", "Your account was signed in to from another device.");
            case PASSWORD_CHANGED -> new Wording("Password changed", "The password of your account was changed.");
        };
    }
}
