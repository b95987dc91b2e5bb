package io.desifans.gateway;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a person can pay with in test mode, and how it ends; the numbers are those of the real gateway's test mode. */
enum Means {
    CARD("card", "4242424242424242", "visa", "US", PaymentStatus.SUCCEEDED),
    CARD_DECLINED("card", "4000000000000002", "visa", "US", PaymentStatus.FAILED),
    INDIAN_CARD("card", "6074825972083818", "rupay", "IN", PaymentStatus.SUCCEEDED),
    INDIAN_CARD_DECLINED("card", "4000000000000127", "visa", "IN", PaymentStatus.FAILED),
    UPI("upi", "success@upi", "upi_collect", null, PaymentStatus.SUCCEEDED),
    UPI_DECLINED("upi", "failure@upi", "upi_collect", null, PaymentStatus.FAILED),
    NONE("cancel", "", null, null, PaymentStatus.CANCELLED);

    final String method;
    final String account;
    final @Nullable String type;
    final @Nullable String country;

    /** How it ends. UPI is {@code processing} until then. */
    final PaymentStatus outcome;

    Means(String method, String account, @Nullable String type, @Nullable String country, PaymentStatus outcome) {
        this.method = method;
        this.account = account;
        this.type = type;
        this.country = country;
        this.outcome = outcome;
    }

    /** @param account card number or UPI id; blanks do not count, and nothing else does for a cancellation */
    static Optional<Means> of(String method, String account) {
        String bare = account.replaceAll("[\\s-]", "");
        return Stream.of(values())
                .filter(means -> means.method.equals(method))
                .filter(means -> means == NONE || means.account.equalsIgnoreCase(bare))
                .findFirst();
    }

    boolean isCard() {
        return method.equals("card");
    }

    PaymentStatus atFirst() {
        return method.equals("upi") ? PaymentStatus.PROCESSING : outcome;
    }
}
