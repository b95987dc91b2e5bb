package io.desifans.billing;

import io.desifans.Labelled;
import java.util.Optional;

/** Where a transfer stands, as the bank says (payments.md section 8). */
public enum BankStatus implements Labelled {
    PENDING("pending"),
    PROCESSING("processing"),
    COMPLETED("completed"),
    FAILED("failed"),
    REVERSED("reversed");

    private final String label;

    BankStatus(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** Reads the bank's own word; nothing for one that is not known. */
    public static Optional<BankStatus> of(String word) {
        return switch (word) {
            case "queued", "scheduled" -> Optional.of(PENDING);
            case "processing" -> Optional.of(PROCESSING);
            case "processed" -> Optional.of(COMPLETED);
            case "failed", "rejected", "cancelled" -> Optional.of(FAILED);
            case "reversed" -> Optional.of(REVERSED);
            default -> Optional.empty();
        };
    }
}
