package io.desifans.billing.command;

import io.desifans.billing.GatewayLedgerEntry;
import io.desifans.billing.GatewayLedgerEvent.GatewayLedgerPulled;
import io.desifans.billing.command.GatewayLedgerDay.GatewayLedgerCommand;
import io.desifans.billing.command.GatewayLedgerDay.GatewayLedgerCommand.RecordLedgerPage;
import io.desifans.command.Past;
import io.desifans.command.StateTable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GatewayLedgerDayTest {

    private static final LocalDate DAY = LocalDate.parse("2026-02-03");
    private static final UUID ID = GatewayLedgerDay.id(DAY);
    private static final List<GatewayLedgerEntry> ENTRIES =
            List.of(new GatewayLedgerEntry("led_1", "payment", "pay_1", true, 4900, "INR", Instant.EPOCH));

    @Test
    void each_page_of_a_day_is_recorded_once_and_in_its_turn() {
        StateTable.holds(
                """
                command | none                 | begun                | complete
                first   | +GatewayLedgerPulled | -                    | -
                second  | -                    | +GatewayLedgerPulled | -
                last    | -                    | +GatewayLedgerPulled | -""",
                state -> Past.ofFourUsers()
                        .fixture(GatewayLedgerDay.class)
                        .given(
                                switch (state) {
                                    case "none" -> List.of();
                                    case "begun" -> List.of(pulled(0, false));
                                    case "complete" -> List.of(pulled(0, false), pulled(1, true));
                                    default -> throw new IllegalArgumentException(state);
                                }),
                name -> switch (name) {
                    case "first" -> new RecordLedgerPage(DAY, 0, false, ENTRIES);
                    case "second" -> new RecordLedgerPage(DAY, 1, false, ENTRIES);
                    case "last" -> new RecordLedgerPage(DAY, 1, true, List.of());
                    default -> throw new IllegalArgumentException(name);
                },
                GatewayLedgerCommand.class);
    }

    private static GatewayLedgerPulled pulled(int page, boolean last) {
        return new GatewayLedgerPulled(ID, DAY, page, last, ENTRIES);
    }
}
