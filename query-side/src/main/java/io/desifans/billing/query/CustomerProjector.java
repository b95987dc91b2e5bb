package io.desifans.billing.query;

import static io.desifans.db.Tables.CUSTOMERS;
import static io.desifans.db.Tables.SUBSCRIPTIONS;
import static io.desifans.db.Tables.SUBSCRIPTION_PERIOD;
import static io.desifans.projection.Erased.orErasedEmail;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.billing.CustomerEvent;
import io.desifans.billing.CustomerEvent.CustomerRegistered;
import io.desifans.billing.CustomerEvent.GatewayCustomerLinked;
import io.desifans.billing.SubscriptionEvent;
import io.desifans.billing.SubscriptionEvent.GatewaySubscriptionObserved;
import io.desifans.billing.SubscriptionEvent.GrantAdded;
import io.desifans.billing.SubscriptionEvent.GrantRemoved;
import io.desifans.billing.SubscriptionEvent.GrantRestored;
import io.desifans.billing.SubscriptionEvent.RenewalChangeAnswered;
import io.desifans.billing.SubscriptionEvent.RenewalChangeRequested;
import io.desifans.billing.SubscriptionEvent.SubscriptionExpired;
import io.desifans.billing.SubscriptionEvent.SubscriptionStatusChanged;
import io.desifans.billing.SubscriptionStatus;
import io.desifans.identity.KeyEvent;
import io.desifans.identity.KeyEvent.KeyDestroyed;
import io.desifans.identity.UserEvent;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.projection.Projector;
import io.desifans.projection.RowChanges;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** The tables {@code customers} and {@code subscriptions}, and each period that was added to the latter. */
@Component
public final class CustomerProjector implements Projector {

    @Override
    public Set<Class<? extends Event>> families() {
        return Set.of(CustomerEvent.class, SubscriptionEvent.class, UserEvent.class, KeyEvent.class);
    }

    @Override
    public Set<Table<?>> tables() {
        return Set.of(CUSTOMERS, SUBSCRIPTIONS, SUBSCRIPTION_PERIOD);
    }

    @Override
    public void project(Event event, Instant at, RowChanges rows) {
        switch (event) {
            case CustomerEvent e -> customer(e, at, rows);
            case SubscriptionEvent e -> subscription(e, at, rows);
            case UserDeleted e -> rows.delete(CUSTOMERS, customerId(e.userId()));
            case KeyDestroyed e -> rows.delete(CUSTOMERS, customerId(e.personId()));
            default -> {}
        }
    }

    private static void customer(CustomerEvent event, Instant at, RowChanges rows) {
        switch (event) {
            case CustomerRegistered e ->
                rows.insert(CUSTOMERS, e.customerId())
                        .set(
                                CUSTOMERS.EMAIL,
                                orErasedEmail(e.email(), e.customerId().toString()))
                        .set(CUSTOMERS.NAME, e.name())
                        .set(CUSTOMERS.CREATED_AT, at);
            case GatewayCustomerLinked e ->
                rows.update(CUSTOMERS, e.customerId()).set(CUSTOMERS.DODO_CUSTOMER_ID, e.gatewayCustomerId());
        }
    }

    private static void subscription(SubscriptionEvent event, Instant at, RowChanges rows) {
        switch (event) {
            case GrantAdded e -> {
                RowChanges.Values row = e.firstGrant()
                        ? rows.insert(SUBSCRIPTIONS, e.subscriptionId())
                                .set(SUBSCRIPTIONS.CUSTOMER_ID, e.customerId())
                                .set(SUBSCRIPTIONS.PLAN_ID, e.membershipId().toString())
                                .set(SUBSCRIPTIONS.CREATED_AT, at)
                        : rows.update(SUBSCRIPTIONS, e.subscriptionId());
                row.set(SUBSCRIPTIONS.STATUS, "active")
                        .set(SUBSCRIPTIONS.CURRENT_PERIOD_START, e.periodStart())
                        .set(SUBSCRIPTIONS.CURRENT_PERIOD_END, e.periodEnd())
                        .set(SUBSCRIPTIONS.UPDATED_AT, at);
                rows.insert(SUBSCRIPTION_PERIOD, e.transactionId())
                        .set(SUBSCRIPTION_PERIOD.SUBSCRIPTION_ID, e.subscriptionId())
                        .set(SUBSCRIPTION_PERIOD.USER_ID, e.userId())
                        .set(SUBSCRIPTION_PERIOD.CREATOR_ID, e.creatorId())
                        .set(SUBSCRIPTION_PERIOD.MEMBERSHIP_ID, e.membershipId())
                        .set(SUBSCRIPTION_PERIOD.FIRST, e.firstGrant())
                        .set(SUBSCRIPTION_PERIOD.GRANTED_AT, at)
                        .set(SUBSCRIPTION_PERIOD.PERIOD_END, e.periodEnd());
            }
            case GrantRestored e -> {
                rows.update(SUBSCRIPTIONS, e.subscriptionId())
                        .set(SUBSCRIPTIONS.STATUS, e.periodEnd().isAfter(at) ? "active" : "expired")
                        .set(SUBSCRIPTIONS.CURRENT_PERIOD_START, e.periodStart())
                        .set(SUBSCRIPTIONS.CURRENT_PERIOD_END, e.periodEnd())
                        .set(SUBSCRIPTIONS.UPDATED_AT, at);
                rows.insert(SUBSCRIPTION_PERIOD, e.transactionId())
                        .set(SUBSCRIPTION_PERIOD.SUBSCRIPTION_ID, e.subscriptionId())
                        .set(SUBSCRIPTION_PERIOD.USER_ID, e.userId())
                        .set(SUBSCRIPTION_PERIOD.CREATOR_ID, e.creatorId())
                        .set(SUBSCRIPTION_PERIOD.MEMBERSHIP_ID, e.membershipId())
                        .set(SUBSCRIPTION_PERIOD.FIRST, e.firstGrant())
                        .set(SUBSCRIPTION_PERIOD.GRANTED_AT, e.paidAt())
                        .set(SUBSCRIPTION_PERIOD.PERIOD_END, e.periodEnd());
            }
            case GrantRemoved e -> {
                rows.update(SUBSCRIPTIONS, e.subscriptionId())
                        .set(SUBSCRIPTIONS.STATUS, e.periodEnd().isAfter(at) ? "active" : "cancelled")
                        .set(SUBSCRIPTIONS.CURRENT_PERIOD_START, e.periodStart())
                        .set(SUBSCRIPTIONS.CURRENT_PERIOD_END, e.periodEnd())
                        .set(SUBSCRIPTIONS.UPDATED_AT, at);
                rows.delete(SUBSCRIPTION_PERIOD, e.transactionId());
            }
            case SubscriptionStatusChanged e -> show(rows, e, e.status(), at);
            case SubscriptionExpired e -> show(rows, e, e.status(), at);
            case GatewaySubscriptionObserved e -> {}
            case RenewalChangeRequested e -> {}
            case RenewalChangeAnswered e -> {}
        }
    }

    private static void show(RowChanges rows, SubscriptionEvent event, SubscriptionStatus status, Instant at) {
        rows.update(SUBSCRIPTIONS, event.subscriptionId())
                .set(SUBSCRIPTIONS.STATUS, status.label())
                .set(SUBSCRIPTIONS.UPDATED_AT, at);
    }

    /** No key of the row refers to the user, so it does not go by itself. */
    private static UUID customerId(String userId) {
        return DerivedId.of("customers", userId);
    }
}
