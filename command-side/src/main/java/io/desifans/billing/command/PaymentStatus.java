package io.desifans.billing.command;

/** Where a payment stands. Only what ranks higher moves it. */
public enum PaymentStatus {
    PENDING(0),
    PROCESSING(1),
    FAILED(2),
    CANCELLED(2),
    COMPLETED(3);

    private final int rank;

    PaymentStatus(int rank) {
        this.rank = rank;
    }

    boolean isBelow(PaymentStatus other) {
        return rank < other.rank;
    }

    /** Whether it has not come to an end, of which only completion is final. */
    public boolean isOpen() {
        return isBelow(FAILED);
    }
}
