package io.desifans.billing.command;

import io.desifans.billing.BankDetails;
import io.desifans.billing.BankStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The bank that pays creators (payments.md section 8). Each transfer bears the payout's id as our reference, and is looked
 * for by it before it is asked for: whatever became of an earlier call, nothing is sent twice.
 */
public final class PayoutBank {

    private static final Logger LOG = LoggerFactory.getLogger(PayoutBank.class);
    private static final String PATH = "/payouts";
    private static final int LONGEST_REASON = 500;

    private final @Nullable GatewayHttp http;

    /** @param http null where no bank is set up and admins send the money by hand */
    PayoutBank(@Nullable GatewayHttp http) {
        this.http = http;
    }

    public boolean isSetUp() {
        return http != null;
    }

    /**
     * A payout, as the bank has it.
     *
     * @param amountPaise 0 if it is in another currency
     * @param reference the bank's number of the transfer
     * @param reason why it was not paid or came back; null if the bank does not say
     */
    public record Transfer(
            BankStatus status,
            long amountPaise,
            String reference,
            @Nullable String reason) {}

    /** Nothing if the bank does not have it. */
    public Optional<Transfer> find(UUID payoutId) {
        GatewayHttp bank = required();
        return bank.repeated(() -> found(bank, payoutId));
    }

    /**
     * Asks for it unless the bank has it already.
     *
     * @throws GatewayRefused if the bank will not pay it, however often it is asked
     * @throws GatewayUnreachable if it may have been taken or not
     */
    public Transfer send(UUID payoutId, long netPaise, BankDetails details) {
        GatewayHttp bank = required();
        return bank.repeated(() ->
                found(bank, payoutId).orElseGet(() -> transfer(bank.post(PATH, body(payoutId, netPaise, details)))));
    }

    /** A refusal to look says nothing about the transfer. */
    private static Optional<Transfer> found(GatewayHttp bank, UUID payoutId) {
        try {
            JsonNode items =
                    bank.get(PATH, Map.of("reference_id", payoutId.toString())).path("items");
            return items.isEmpty() ? Optional.empty() : Optional.of(transfer(items.get(0)));
        } catch (GatewayRefused e) {
            throw new GatewayUnreachable("the look-up is refused with " + e.code(), Duration.ZERO);
        }
    }

    private static Map<String, Object> body(UUID payoutId, long netPaise, BankDetails details) {
        return Map.of(
                "reference_id",
                payoutId.toString(),
                "amount",
                netPaise,
                "currency",
                "INR",
                "mode",
                "NEFT",
                "purpose",
                "payout",
                "narration",
                "DesiFans payout",
                "fund_account",
                Map.of(
                        "account_type",
                        "bank_account",
                        "bank_account",
                        Map.of(
                                "name", details.accountHolderName(),
                                "ifsc", details.ifscCode(),
                                "account_number", details.accountNumber())));
    }

    private static Transfer transfer(JsonNode shown) {
        String id = PaymentGateway.text(shown, "id");
        String word = shown.path("status").asString("");
        BankStatus status = BankStatus.of(word).orElseGet(() -> {
            LOG.warn(
                    "The bank says of a payout what is not known; it counts as under way until it says something else");
            return BankStatus.PENDING;
        });
        return new Transfer(
                status,
                shown.path("currency").asString("").equals("INR")
                        ? shown.path("amount").asLong(0)
                        : 0,
                shown.path("utr").asString(id),
                reason(shown.at("/status_details/description").asString("")));
    }

    private static @Nullable String reason(String told) {
        String line = told.replaceAll("\\p{C}", " ").strip();
        return line.isEmpty() ? null : line.substring(0, Math.min(line.length(), LONGEST_REASON));
    }

    private GatewayHttp required() {
        if (http == null) throw new GatewayUnreachable("no bank is set up", Duration.ZERO);
        return http;
    }
}
