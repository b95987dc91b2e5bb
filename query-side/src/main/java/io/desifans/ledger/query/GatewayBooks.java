package io.desifans.ledger.query;

import io.desifans.Event;
import io.desifans.billing.DisputeEvent.DisputeLost;
import io.desifans.billing.DisputeEvent.DisputeOpened;
import io.desifans.billing.DisputeEvent.DisputeWon;
import io.desifans.billing.GatewayLedgerEntry;
import io.desifans.billing.GatewayLedgerEvent.GatewayLedgerPulled;
import io.desifans.billing.PaymentEvent.DuplicatePaymentDetected;
import io.desifans.billing.PaymentEvent.PaymentAmountMismatchDetected;
import io.desifans.billing.PaymentEvent.PaymentCancelled;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.PaymentEvent.PaymentFailed;
import io.desifans.billing.PaymentEvent.PaymentProcessing;
import io.desifans.billing.RefundEvent.RefundSucceeded;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps what the gateway's own ledger says beside what we have of the same, so that both can be compared. */
final class GatewayBooks {

    private static final String RUPEES = "INR";
    private static final String OBJECT = """
            insert into ledger.gateway_object as kept (object_id, transaction_id, dispute_id, status, amount, currency, at)
            values (?, ?, ?, ?, ?, ?, ?) on conflict (object_id) do update
            set status = excluded.status, amount = excluded.amount, currency = excluded.currency, at = excluded.at
            where excluded.amount <> 0 or kept.amount = 0""";
    private static final String DISPUTE = """
            update ledger.gateway_object set status = ?, amount = ?, at = ? where dispute_id = ?""";
    private static final String ENTRY = """
            insert into ledger.gateway_entry (entry_id, type, object_id, amount, currency, at)
            values (?, ?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String DAY = "insert into ledger.gateway_day (day) values (?) on conflict do nothing";

    private final Connection connection;
    private final Instant at;

    /** @param at UTC; when the event happened */
    private GatewayBooks(Connection connection, Instant at) {
        this.connection = connection;
        this.at = at;
    }

    static boolean concern(Event event) {
        return switch (event) {
            case PaymentProcessing e -> true;
            case PaymentFailed e -> e.gatewayPaymentId() != null;
            case PaymentCancelled e -> e.gatewayPaymentId() != null;
            case PaymentCompleted e -> e.gatewayPaymentId() != null;
            case PaymentAmountMismatchDetected e -> true;
            case DuplicatePaymentDetected e -> true;
            case RefundSucceeded e -> true;
            case DisputeOpened e -> true;
            case DisputeWon e -> true;
            case DisputeLost e -> true;
            case GatewayLedgerPulled e -> true;
            default -> false;
        };
    }

    /** Does no harm if it is done again in the order of the log. */
    static void keep(Connection connection, Event event, Instant at) throws SQLException {
        if (concern(event)) new GatewayBooks(connection, at).keep(event);
    }

    private void keep(Event event) throws SQLException {
        switch (event) {
            case PaymentProcessing e ->
                payment(e.gatewayPaymentId(), e.transactionId(), ObjectStatus.PROCESSING, 0, RUPEES);
            case PaymentFailed e -> payment(e.gatewayPaymentId(), e.transactionId(), ObjectStatus.FAILED, 0, RUPEES);
            case PaymentCancelled e ->
                payment(e.gatewayPaymentId(), e.transactionId(), ObjectStatus.CANCELLED, 0, RUPEES);
            case PaymentCompleted e ->
                payment(e.gatewayPaymentId(), e.transactionId(), ObjectStatus.COMPLETED, e.amountPaise(), RUPEES);
            case PaymentAmountMismatchDetected e ->
                payment(
                        e.gatewayPaymentId(),
                        e.transactionId(),
                        ObjectStatus.MISMATCH,
                        e.seenAmount(),
                        e.seenCurrency());
            case DuplicatePaymentDetected e ->
                payment(e.gatewayPaymentId(), e.transactionId(), ObjectStatus.DUPLICATE, e.amountPaise(), RUPEES);
            case RefundSucceeded e ->
                object(
                        e.gatewayRefundId(),
                        e.transactionId(),
                        null,
                        ObjectStatus.REFUNDED,
                        -e.amountPaise(),
                        e.amountPaise() == 0 ? null : RUPEES);
            case DisputeOpened e -> {
                if (!e.gatewayDisputeId().isEmpty())
                    object(
                            e.gatewayDisputeId(),
                            e.transactionId(),
                            e.disputeId(),
                            ObjectStatus.OPENED,
                            -e.amountPaise(),
                            RUPEES);
            }
            case DisputeWon e -> dispute(e.disputeId(), ObjectStatus.WON, 0);
            case DisputeLost e -> {
                if (e.amountPaise() > 0) dispute(e.disputeId(), ObjectStatus.LOST, -e.amountPaise());
            }
            case GatewayLedgerPulled e -> pulled(e);
            default -> throw new IllegalArgumentException(event.getClass().getSimpleName());
        }
    }

    private void payment(
            @Nullable String gatewayPaymentId, UUID transactionId, ObjectStatus status, long amount, String currency)
            throws SQLException {
        if (gatewayPaymentId != null) object(gatewayPaymentId, transactionId, null, status, amount, currency);
    }

    private void object(
            String objectId,
            UUID transactionId,
            @Nullable UUID disputeId,
            ObjectStatus status,
            long amount,
            @Nullable String currency)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(OBJECT)) {
            insert.setString(1, objectId);
            insert.setObject(2, transactionId);
            insert.setObject(3, disputeId, Types.OTHER);
            insert.setString(4, status.label());
            insert.setLong(5, amount);
            insert.setString(6, currency);
            insert.setObject(7, at.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    private void dispute(UUID disputeId, ObjectStatus status, long amount) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(DISPUTE)) {
            update.setString(1, status.label());
            update.setLong(2, amount);
            update.setObject(3, at.atOffset(ZoneOffset.UTC));
            update.setObject(4, disputeId);
            update.executeUpdate();
        }
    }

    /** What is about no payment, refund or dispute cannot be compared with one. */
    private void pulled(GatewayLedgerPulled page) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ENTRY)) {
            for (GatewayLedgerEntry entry : page.entries()) {
                if (entry.gatewayObjectId() == null) continue;
                insert.setString(1, entry.gatewayEntryId());
                insert.setString(2, entry.type());
                insert.setString(3, entry.gatewayObjectId());
                insert.setLong(4, entry.credit() ? entry.amount() : -entry.amount());
                insert.setString(5, entry.currency());
                insert.setObject(6, entry.at().atOffset(ZoneOffset.UTC));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        if (!page.last()) return;
        try (PreparedStatement insert = connection.prepareStatement(DAY)) {
            insert.setObject(1, page.day());
            insert.executeUpdate();
        }
    }
}
