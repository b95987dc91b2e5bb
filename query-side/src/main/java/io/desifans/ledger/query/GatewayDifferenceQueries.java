package io.desifans.ledger.query;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;

import io.desifans.web.Cursor;
import io.desifans.web.Limit;
import io.desifans.web.OneOf;
import io.desifans.web.Page;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** In what the gateway's ledger and ours differ, for admins. */
@RestController
class GatewayDifferenceQueries {

    private static final String DIFFERENCES = """
            select * from ledger.gateway_difference where {0} and {1} and {2}
            order by at desc, object_id desc limit {3}""";

    private final DSLContext db;
    private final LedgerPosition position;

    GatewayDifferenceQueries(DSLContext db, LedgerPosition position) {
        this.db = db;
        this.position = position;
    }

    /**
     * Amounts are of the currency's smallest unit; what adds to what the gateway keeps for us counts up.
     *
     * @param gatewayObjectId the gateway's id of the payment, refund or dispute
     * @param transactionId null where nothing of it is known here
     * @param status how it stands here
     * @param hereCurrency null where the amount is not known here, for it is in no account
     * @param at UTC; when the gateway moved the money, or if it did not, when it was heard of here
     */
    record Difference(
            String gatewayObjectId,
            @OneOf(DifferenceClass.class) String type,
            @Nullable UUID transactionId,
            @OneOf(ObjectStatus.class) @Nullable String status,
            @Nullable Long hereAmount,
            @Nullable String hereCurrency,
            @Nullable Long thereAmount,
            @Nullable String thereCurrency,
            Instant at) {}

    /**
     * The newest first.
     *
     * @param transaction those about this payment of ours
     */
    @GetMapping("/api/v1/admin/gateway-differences")
    Page<Difference> differences(
            @RequestParam(required = false) @Nullable DifferenceClass type,
            @RequestParam(required = false) @Nullable UUID transaction,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit) {
        position.awaitTables();
        Cursor last = Cursor.decode(cursor, 2);
        return Page.of(
                db.resultQuery(
                                DIFFERENCES,
                                type == null ? trueCondition() : condition("class = {0}", val(type.label())),
                                transaction == null
                                        ? trueCondition()
                                        : condition("transaction_id = {0}", val(transaction)),
                                last == null
                                        ? trueCondition()
                                        : condition(
                                                "(at, object_id) < ({0}, {1})",
                                                val(OffsetDateTime.ofInstant(last.instant(0), ZoneOffset.UTC)),
                                                val(last.text(1))),
                                val(limit.plusOne()))
                        .fetch(GatewayDifferenceQueries::difference),
                limit,
                one -> Cursor.encode(one.at(), one.gatewayObjectId()));
    }

    private static Difference difference(Record row) {
        return new Difference(
                row.get("object_id", String.class),
                row.get("class", String.class),
                row.get("transaction_id", UUID.class),
                row.get("status", String.class),
                row.get("here_amount", Long.class),
                row.get("here_currency", String.class),
                row.get("there_amount", Long.class),
                row.get("there_currency", String.class),
                row.get("at", OffsetDateTime.class).toInstant());
    }
}
