package io.desifans.billing.query;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.row;

import io.desifans.billing.SubscriptionStatus;
import io.desifans.web.OneOf;
import java.time.Instant;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the gateway's own subscription that pays for one again stands, as it was seen last; read from the log, up to where the
 * tables are.
 *
 * @param status the gateway's word
 * @param nextBillingAt UTC; null if it is not charged again unless its fan says so, or the gateway does not say
 * @param cancelsAt UTC; the end of what is paid for, if it is not paid for again then
 */
record Renewing(
        @OneOf(SubscriptionStatus.class) String status,
        @Nullable Instant nextBillingAt,
        @Nullable Instant cancelsAt) {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String CURRENT = """
            (select seen.payload from (
                select distinct on (e.payload ->> 'gatewaySubscriptionId') e.payload, e.sequence
                from event_store.event e
                where e.aggregate_id = {0}
                and e.name = 'GatewaySubscriptionObserved'
                and e.seq <= (select seq from event_store.token where name = 'read-models')
                order by e.payload ->> 'gatewaySubscriptionId', e.sequence desc) seen
            where seen.payload ->> 'gatewayStatus' not in ('cancelled', 'failed', 'expired')
            order by seen.sequence desc limit 1)""";

    static SelectField<@Nullable Renewing> of(Field<UUID> subscriptionId, Field<Instant> periodEnd) {
        return row(field(CURRENT, JSONB.class, subscriptionId), periodEnd)
                .mapping((seen, end) -> seen == null ? null : of(JSON.readTree(seen.data()), end));
    }

    private static Renewing of(JsonNode seen, @Nullable Instant periodEnd) {
        String status = seen.path("gatewayStatus").asString();
        boolean cancels = seen.path("cancelsAtPeriodEnd").asBoolean();
        String next = seen.path("nextBillingAt").asString("");
        boolean charged = !cancels && !status.equals("paused") && !next.isEmpty();
        return new Renewing(status, charged ? Instant.parse(next) : null, cancels ? periodEnd : null);
    }
}
