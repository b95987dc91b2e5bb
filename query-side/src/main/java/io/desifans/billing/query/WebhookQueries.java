package io.desifans.billing.query;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;

import io.desifans.eventstore.LogPosition;
import io.desifans.web.Cursor;
import io.desifans.web.Limit;
import io.desifans.web.OneOf;
import io.desifans.web.Page;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The inbox of the gateway's messages, for admins; read from the log, up to where the tables are. Bodies are not shown. */
@RestController
class WebhookQueries {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String INBOX = """
            select r.epoch, r.seq, r.time, r.payload, coalesce(o.state, 'received') as state, o.reason, m.transaction_id
            from event_store.event r
            left join lateral (
                select case e.name when 'WebhookProcessed' then 'processed' when 'WebhookIgnored' then 'ignored'
                    when 'WebhookUnmatched' then 'unmatched'
                    else case when (e.payload ->> 'last')::boolean then 'dead' else 'failed' end end as state,
                    e.payload ->> 'reason' as reason
                from event_store.event e
                where e.aggregate_id = r.aggregate_id
                and e.name in ('WebhookProcessed', 'WebhookIgnored', 'WebhookUnmatched', 'WebhookFailed')
                and e.payload -> 'variant' = r.payload -> 'variant'
                and e.seq <= (select seq from event_store.token where name = 'read-models')
                order by e.sequence desc limit 1) o on true
            left join lateral (
                select e.payload ->> 'transactionId' as transaction_id
                from event_store.event e
                where e.aggregate_id = r.aggregate_id
                and e.name = 'WebhookMatched'
                and e.payload -> 'variant' = r.payload -> 'variant'
                and e.seq <= (select seq from event_store.token where name = 'read-models')
                order by e.sequence desc limit 1) m on true
            where r.name = 'WebhookReceived'
            and r.seq <= (select seq from event_store.token where name = 'read-models')
            and {0} and {1} and {2} and {3} and {4}
            order by r.seq desc limit {5}""";

    private final DSLContext db;

    WebhookQueries(DSLContext db) {
        this.db = db;
    }

    /**
     * A message with a good signature.
     *
     * @param position where it lies in the log
     * @param variant 0 for the first body that came under this id, counting up for each other body
     * @param sentAt as the gateway says
     * @param bodyDigest SHA-256 of the raw bytes, in hex
     * @param reason why it is ignored, or could not be done
     */
    record Webhook(
            String position,
            UUID inboxId,
            String gatewayMessageId,
            int variant,
            @Nullable String type,
            @OneOf(WebhookState.class) String state,
            @Nullable String reason,
            @Nullable UUID transactionId,
            Instant sentAt,
            Instant receivedAt,
            String bodyDigest) {}

    /**
     * The newest first.
     *
     * @param type of the gateway's, such as {@code payment.succeeded}
     * @param from UTC; those received at this time or later
     * @param until UTC; those received before
     */
    @GetMapping("/api/v1/admin/webhooks")
    Page<Webhook> inbox(
            @RequestParam(required = false) @Nullable WebhookState state,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit) {
        if (type != null && !type.matches("[\\w.]{1,100}"))
            throw Rejected.invalid("type", "type must be a type of the gateway's, such as payment.succeeded.");
        Cursor after = Cursor.decode(cursor, 1);
        return Page.of(
                db.resultQuery(
                                INBOX,
                                after == null ? trueCondition() : condition("r.seq < {0}", val(after.number(0))),
                                state == null
                                        ? trueCondition()
                                        : condition("coalesce(o.state, 'received') = {0}", val(state.label())),
                                type == null ? trueCondition() : condition("r.payload ->> 'type' = {0}", val(type)),
                                from == null ? trueCondition() : condition("r.time >= {0}", val(utc(from))),
                                until == null ? trueCondition() : condition("r.time < {0}", val(utc(until))),
                                val(limit.plusOne()))
                        .fetch(WebhookQueries::webhook),
                limit,
                last -> Cursor.encode(LogPosition.parse(last.position()).seq()));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Webhook webhook(Record row) {
        JsonNode received = JSON.readTree(row.get("payload", JSONB.class).data());
        return new Webhook(
                new LogPosition(row.get("epoch", int.class), row.get("seq", long.class)).toString(),
                UUID.fromString(received.path("inboxId").asString()),
                received.path("gatewayMessageId").asString(),
                received.path("variant").asInt(),
                received.path("type").isNull() ? null : received.path("type").asString(),
                row.get("state", String.class),
                row.get("reason", String.class),
                row.get("transaction_id", UUID.class),
                Instant.parse(received.path("sentAt").asString()),
                row.get("time", OffsetDateTime.class).toInstant(),
                received.path("bodyDigest").asString());
    }
}
