package io.desifans.process;

import io.desifans.DerivedId;
import io.desifans.billing.PaymentType;
import io.desifans.process.BalanceBook.Creator;
import io.desifans.process.Books.Paid;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/** Tells of the events of a world what {@link Model#told} tells of the notebook. */
final class ModelView {

    private ModelView() {}

    /** @param begun how many payments may have been begun */
    static String of(Books books, int begun) {
        List<String> lines = new ArrayList<>();
        TreeSet<String> months = new TreeSet<>();
        for (int number = 0; number < begun; number++) {
            Paid paid = books.payments.get(Step.payment(number));
            if (paid == null) continue;
            boolean given = paid.grants > 0 && paid.what().type() != PaymentType.SERVICE;
            lines.add(number + " " + paid.status + " back " + paid.refunded + " given " + given);
            if (given && paid.what().type() == PaymentType.MEMBERSHIP) months.add(months(books, paid));
        }
        lines.addAll(months);
        for (String creatorId : Market.CREATORS) lines.add(creator(creatorId, books.balances.of(creatorId)));
        return String.join("\n", lines);
    }

    private static String months(Books books, Paid paid) {
        UUID subscription = DerivedId.of(
                "subscriptions", paid.what().userId(), paid.what().entityId().toString());
        return Market.FANS.indexOf(paid.what().userId()) + " " + paid.what().creatorId() + " to "
                + books.months.get(subscription).end;
    }

    private static String creator(String id, Creator creator) {
        long held = creator.open.values().stream()
                .filter(open -> !open.holds().isEmpty())
                .mapToLong(BalanceBook.Open::net)
                .sum();
        return id + " open " + (creator.openNet() - held) + " held " + held + " under way " + creator.asideNet(false)
                + " paid " + creator.asideNet(true) + " debt " + creator.debt;
    }
}
