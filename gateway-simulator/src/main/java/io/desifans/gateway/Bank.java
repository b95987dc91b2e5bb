package io.desifans.gateway;

import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * {@code /bank/payouts}: a bank that pays the merchant's creators. It does not mind being asked twice under one reference,
 * and pays twice then.
 */
final class Bank {

    /** How long a transfer is queued, and then processing. */
    static final Duration QUEUE = Duration.ofSeconds(10);

    static final Duration TRANSFER = Duration.ofMinutes(1);

    private static final long LARGEST_AMOUNT = 1_000_000_000_000L;
    private static final int LONGEST_REFERENCE = 40;
    private static final Set<String> MODES = Set.of("IMPS", "NEFT", "RTGS");
    private static final Pattern IFSC = Pattern.compile("[A-Z]{4}0[A-Z0-9]{6}");
    private static final Pattern ACCOUNT_NUMBER = Pattern.compile("[0-9]{9,18}");

    private record Account(
            @Nullable String name,
            @Nullable String ifsc,
            @Nullable String accountNumber) {}

    private record Fund(@Nullable Account bankAccount) {}

    private record Fields(
            @Nullable String referenceId,
            @Nullable Long amount,
            @Nullable String currency,
            @Nullable String mode,
            @Nullable Fund fundAccount) {}

    private record Move(@Nullable String status, @Nullable String reason) {}

    private final SimulatedClock clock;
    private final Agenda agenda;
    private final Shelf<Transfer> transfers = new Shelf<>("Payout");

    Bank(SimulatedClock clock, Agenda agenda) {
        this.clock = clock;
        this.agenda = agenda;
    }

    ServerResponse create(ServerRequest request) {
        Fields fields = Json.read(request, Fields.class);
        String reference = Json.required("reference_id", fields.referenceId);
        long paise = Json.required("amount", fields.amount);
        String mode = Json.required("mode", fields.mode);
        must(
                reference.length() <= LONGEST_REFERENCE,
                "reference_id is longer than " + LONGEST_REFERENCE + " characters.");
        must(paise >= 1 && paise <= LARGEST_AMOUNT, "amount must be 1 to " + LARGEST_AMOUNT + ".");
        must("INR".equals(fields.currency), "currency must be INR.");
        must(MODES.contains(mode), "mode must be one of IMPS, NEFT and RTGS.");
        check(Json.required(
                "fund_account.bank_account", Json.required("fund_account", fields.fundAccount).bankAccount));
        Transfer transfer = new Transfer(
                Ids.next("pout_"), reference, paise, mode, TransferStatus.QUEUED, null, null, clock.instant());
        transfers.put(transfer.id(), transfer);
        agenda.in(QUEUE, () -> goesOn(transfer.id(), TransferStatus.PROCESSING));
        agenda.in(QUEUE.plus(TRANSFER), () -> goesOn(transfer.id(), TransferStatus.PROCESSED));
        return Json.answer(transfer.shown());
    }

    private static void check(Account account) {
        must(!Json.required("fund_account.bank_account.name", account.name).isBlank(), "The account needs a name.");
        must(
                IFSC.matcher(Json.required("fund_account.bank_account.ifsc", account.ifsc))
                        .matches(),
                "There is no such branch.");
        must(
                ACCOUNT_NUMBER
                        .matcher(Json.required("fund_account.bank_account.account_number", account.accountNumber))
                        .matches(),
                "There is no such account.");
    }

    /** The newest first. */
    ServerResponse list(ServerRequest request) {
        String reference = request.param("reference_id").orElse(null);
        Predicate<Transfer> wanted =
                transfer -> reference == null || transfer.referenceId().equals(reference);
        return Json.answer(Page.of(request).of(transfers.all(wanted), Transfer::shown));
    }

    ServerResponse get(ServerRequest request) {
        return Json.answer(transfers.get(request.pathVariable("id")).shown());
    }

    /** A test endpoint: the bank comes to another end, or sends back what it has paid. */
    ServerResponse move(ServerRequest request) {
        Move move = Json.read(request, Move.class);
        String word = Json.required("status", move.status);
        TransferStatus next = Stream.of(TransferStatus.values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Refused.unprocessable("There is no such status: " + word + "."));
        return Json.answer(transfers
                .change(request.pathVariable("id"), transfer -> {
                    must(
                            transfer.status().mayBecome(next),
                            "The payout is " + transfer.status().word() + ".");
                    return transfer.now(next, move.reason);
                })
                .shown());
    }

    private void goesOn(String id, TransferStatus next) {
        transfers.change(id, transfer -> transfer.status().mayBecome(next) ? transfer.now(next, null) : transfer);
    }

    private static void must(boolean holds, String sentence) {
        if (!holds) throw Refused.unprocessable(sentence);
    }
}
