package io.desifans.gateway;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Set;

/** Where a transfer to a creator's bank stands. */
enum TransferStatus {
    QUEUED,
    PROCESSING,
    PROCESSED,
    FAILED,
    REJECTED,
    CANCELLED,
    REVERSED;

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What has ended stays as it is, but what was processed may come back. */
    boolean mayBecome(TransferStatus next) {
        return switch (this) {
            case QUEUED ->
                Set.of(PROCESSING, PROCESSED, FAILED, REJECTED, CANCELLED).contains(next);
            case PROCESSING -> Set.of(PROCESSED, FAILED).contains(next);
            case PROCESSED -> next == REVERSED;
            case FAILED, REJECTED, CANCELLED, REVERSED -> false;
        };
    }
}
