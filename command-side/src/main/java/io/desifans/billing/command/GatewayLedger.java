package io.desifans.billing.command;

import io.desifans.billing.GatewayLedgerEntry;
import io.desifans.billing.command.GatewayLedgerDay.GatewayLedgerCommand.RecordLedgerPage;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The payment gateway's own ledger, a hundred entries at a time. */
@Component
public final class GatewayLedger {

    private static final int PAGE = 100;

    private final PaymentGateway gateway;

    GatewayLedger(PaymentGateway gateway) {
        this.gateway = gateway;
    }

    /**
     * A page of a day that is over. The day is asked for with both its ends, so what lies on the later one is left to the
     * next day.
     */
    public RecordLedgerPage page(LocalDate day, int number) {
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Map<String, ?> query = Map.of(
                "created_at_gte",
                day.atStartOfDay(ZoneOffset.UTC).toInstant().toString(),
                "created_at_lte",
                end.toString(),
                "page_size",
                PAGE,
                "page_number",
                number);
        GatewayHttp http = gateway.required();
        JsonNode items =
                http.repeated(() -> http.get("/balances/ledger", query)).path("items");
        List<GatewayLedgerEntry> entries = new ArrayList<>();
        for (JsonNode item : items) {
            GatewayLedgerEntry entry = entry(item);
            if (entry.at().isBefore(end)) entries.add(entry);
        }
        return new RecordLedgerPage(day, number, items.size() < PAGE, entries);
    }

    private static GatewayLedgerEntry entry(JsonNode item) {
        JsonNode amount = item.path("amount");
        JsonNode credit = item.path("is_credit");
        boolean whole = amount.isIntegralNumber()
                && amount.canConvertToLong()
                && amount.longValue() >= 0
                && amount.longValue() <= GatewayMessage.GREATEST;
        if (!whole || !credit.isBoolean()) throw new GatewayUnreachable("an entry without amount", Duration.ZERO);
        String object = item.path("reference_object_id").asString("");
        return new GatewayLedgerEntry(
                PaymentGateway.text(item, "id"),
                PaymentGateway.text(item, "event_type"),
                object.isEmpty() ? null : object,
                credit.booleanValue(),
                amount.longValue(),
                PaymentGateway.text(item, "currency"),
                time(PaymentGateway.text(item, "created_at")));
    }

    private static Instant time(String text) {
        try {
            return Instant.ofEpochMilli(OffsetDateTime.parse(text).toInstant().toEpochMilli());
        } catch (DateTimeException e) {
            throw new GatewayUnreachable("an entry without a time", Duration.ZERO);
        }
    }
}
