package io.desifans.billing;

import io.desifans.Event;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What the payment gateway's own ledger says of a day. */
public sealed interface GatewayLedgerEvent extends Event {

    UUID ledgerDayId();

    /**
     * @param day of UTC
     * @param page counted from 0
     * @param last whether the day is complete with it
     */
    record GatewayLedgerPulled(
            UUID ledgerDayId, LocalDate day, int page, boolean last, List<GatewayLedgerEntry> entries)
            implements GatewayLedgerEvent {}
}
