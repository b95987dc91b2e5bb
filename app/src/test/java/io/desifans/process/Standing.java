package io.desifans.process;

import io.desifans.process.BalanceBook.Creator;
import io.desifans.process.Books.Months;
import io.desifans.process.Books.Paid;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * How all that has to do with money stands, as a text that knows nothing of when anything was heard, nor of which of two
 * payments for the same was heard of first.
 */
final class Standing {

    private Standing() {}

    /** @param sums whether what a creator has is told as one sum, for where the order decides as what they have it */
    static String of(Books books, boolean sums) {
        String payments = books.payments.entrySet().stream()
                .map(entry -> payment(books, entry.getKey(), entry.getValue(), sums))
                .sorted()
                .collect(Collectors.joining("\n"));
        String months = books.months.values().stream()
                .map(Standing::months)
                .sorted(Comparator.naturalOrder())
                .collect(Collectors.joining("\n"));
        String creators = books.balances.all().entrySet().stream()
                .map(entry -> creator(entry.getKey(), entry.getValue(), sums))
                .collect(Collectors.joining("\n"));
        return String.join("\n", payments, months, creators, ledger(books, sums));
    }

    private static String payment(Books books, UUID id, Paid paid, boolean sums) {
        return paid.what().type() + " of " + paid.what().userId() + " for "
                + paid.what().amountPaise() + " rank " + paid.rank() + (paid.refused ? " refused" : "") + " granted "
                + paid.grants + " " + paid.order + " wrong " + paid.mismatches + " double " + paid.duplicates
                + " back " + paid.refunded + "=" + paid.refundedFee + "+" + paid.refundedCreator + " refunds "
                + paid.refunds.values().stream().sorted().toList() + " disputes "
                + paid.disputes.values().stream().sorted().toList() + " credited " + paid.credited + " taken "
                + paid.takenNet + (sums ? "" : " " + place(books, id, paid));
    }

    private static String place(Books books, UUID id, Paid paid) {
        Creator creator = books.balances.of(paid.what().creatorId());
        BalanceBook.Open open = creator.open.get(id);
        if (open != null) return open.net() > 0 && !open.holds().isEmpty() ? "held" : "open";
        return creator.paidOut().contains(id) ? "in a payout" : "nowhere";
    }

    private static String months(Months months) {
        return "months to " + (months.end == null ? "nowhere" : months.end.truncatedTo(ChronoUnit.DAYS)) + " "
                + months.shown + " " + months.gateway;
    }

    private static String creator(String id, Creator creator, boolean sums) {
        if (sums) return id + " " + creator.earned;
        return id + " open " + creator.openNet() + " in payouts " + creator.asideNet(false) + " paid "
                + creator.asideNet(true) + " debt " + creator.debt;
    }

    private static String ledger(Books books, boolean sums) {
        Map<String, Long> accounts = books.ledger.all();
        if (!sums) return withoutEmpty(accounts).toString();
        return accounts.entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getKey().matches("creator .*|in_transit|bank") ? "creators" : entry.getKey(),
                        TreeMap::new,
                        Collectors.summingLong(Map.Entry::getValue)))
                .toString();
    }

    private static Map<String, Long> withoutEmpty(Map<String, Long> accounts) {
        Map<String, Long> full = new TreeMap<>(accounts);
        full.values().removeIf(paise -> paise == 0);
        return full;
    }
}
