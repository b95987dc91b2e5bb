package io.desifans.process;

import io.desifans.billing.PaymentType;
import io.desifans.process.BalanceBook.Creator;
import io.desifans.process.Books.Paid;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What must hold of the money in memory at any time, and, once nothing follows any more, besides. */
final class BookRules {

    private final Books books;
    private final List<String> broken;

    private BookRules(Books books) {
        this.books = books;
        this.broken = new ArrayList<>(books.faults);
    }

    /** What is broken of the rules that hold at any time; empty if the money is in order. */
    static List<String> broken(Books books) {
        BookRules rules = new BookRules(books);
        books.payments.forEach(rules::ofPayment);
        books.balances.all().forEach(rules::ofCreator);
        rules.ofAll();
        return rules.broken;
    }

    /** The same, with what holds when nothing follows any more. */
    static List<String> brokenInTheEnd(Books books) {
        BookRules rules = new BookRules(books);
        rules.broken.addAll(broken(books));
        books.payments.forEach(rules::ofPaymentInTheEnd);
        books.balances.all().forEach(rules::ofCreatorInTheEnd);
        return rules.broken.stream().distinct().toList();
    }

    private void check(boolean holds, String rule, Object what) {
        if (!holds) broken.add(rule + " " + what);
    }

    private void ofPayment(UUID id, Paid paid) {
        long amount = paid.what().amountPaise();
        check(
                paid.what().platformFeePaise() == (amount + 5) / 10
                        && paid.what().creatorAmountPaise()
                                == amount - paid.what().platformFeePaise(),
                "M1: split of",
                paid.initiated);
        check(
                paid.refunded <= amount && paid.refundedFee + paid.refundedCreator == paid.refunded,
                "M8: refunds of",
                paid.initiated);
        check(
                paid.takenNet >= 0 && (paid.credits == 0 || paid.takenNet <= paid.credited),
                "M9: taken off " + paid.takenNet + " of",
                paid.initiated);
        check(paid.credits <= 1, "M9: credits of", paid.initiated);
        check(paid.grants >= 0 && paid.grants <= 1, "M5: grants of", paid.initiated);
        check(paid.grants == 0 || paid.rank() == 3 || isOrder(paid), "M6: given without payment", paid.initiated);
        for (int next = 1; next < paid.ranks.size(); next++)
            check(paid.ranks.get(next - 1) < paid.ranks.get(next), "M11: states of", paid.initiated);
    }

    private static boolean isOrder(Paid paid) {
        return paid.what().type() == PaymentType.SERVICE;
    }

    private void ofCreator(String id, Creator creator) {
        List<UUID> paidOut = creator.paidOut();
        check(paidOut.stream().distinct().count() == paidOut.size(), "M2: in two payouts of", id);
        for (UUID payment : paidOut) {
            Paid paid = books.payment(payment);
            check(paid.rank() == 3 && paid.what().creatorId().equals(id), "M4: paid out", paid.initiated);
        }
        long held = creator.openNet() + creator.asideNet(false) + creator.asideNet(true) - creator.debt;
        check(held == creator.earned, "M9: the balance " + held + " is not the sum " + creator.earned + " of", id);
    }

    private void ofAll() {
        books.wonBy();
        check(books.ledger.isEven(), "M10: lines of an event", "");
        check(
                books.ledger.all().values().stream().mapToLong(Long::longValue).sum() == 0,
                "M10: all accounts",
                books.ledger.all());
        books.payouts.forEach((id, ranks) -> {
            for (int next = 1; next < ranks.size(); next++) {
                int before = ranks.get(next - 1);
                int after = ranks.get(next);
                check(
                        switch (after) {
                            case 1 -> before == 0;
                            case 2 -> before == 1;
                            case 3 -> before <= 1;
                            case 4 -> before == 2;
                            default -> false;
                        },
                        "M11: states of the payout",
                        ranks);
            }
        });
    }

    private void ofPaymentInTheEnd(UUID id, Paid paid) {
        long amount = paid.what().amountPaise();
        check(amount == 0 || paid.credits == (paid.rank() == 3 ? 1 : 0), "M9: credits of", paid.initiated);
        if (isOrder(paid)) check(paid.grants == 1, "M5: one order of", paid.initiated);
        else if (!paid.refused)
            check(paid.grants == (paid.isKept() ? 1 : 0), "M5: " + paid.grants + " grants of", paid.initiated);
        boolean lost = paid.disputes.values().stream().anyMatch(outcome -> outcome.isLost());
        if (!paid.isDisputed() || lost)
            check(
                    paid.takenNet == (lost ? paid.what().creatorAmountPaise() : paid.refundedCreator),
                    "M8: taken off " + paid.takenNet + " of",
                    paid.initiated);
    }

    private void ofCreatorInTheEnd(String id, Creator creator) {
        creator.open.forEach((payment, open) -> check(
                open.net() == 0
                        || !open.holds().contains(payment)
                        || books.payment(payment).refunded
                                < books.payment(payment).what().amountPaise(),
                "M9: held for good, and owed",
                payment));
        check(
                books.ledger.ofCreator(id) == creator.debt - creator.openNet(),
                "M10: " + books.ledger.all() + " is not the balance of",
                id);
        long inTransit = books.balances.all().values().stream()
                .mapToLong(each -> each.asideNet(false))
                .sum();
        check(books.ledger.inTransit() == -inTransit, "M10: in transit " + inTransit, books.ledger.all());
    }
}
