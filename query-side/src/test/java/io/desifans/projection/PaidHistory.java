package io.desifans.projection;

import static io.desifans.db.Tables.PAYMENT_TRANSACTION;
import static io.desifans.db.Tables.PAYOUT;
import static io.desifans.db.Tables.PAYOUT_ITEM;
import static io.desifans.projection.Scripted.AT;

import io.desifans.billing.PaymentType;
import io.desifans.db.enums.PaymentTransactionStatus;
import io.desifans.db.enums.PayoutStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/** Payments, payouts of them, and the end of those who paid and of those who were paid. A payout is of one creator's payments. */
final class PaidHistory {

    private record Paid(UUID id, String creator) {}

    private final Random random;
    private final List<String> creators = new ArrayList<>();
    private final List<String> fans = new ArrayList<>();
    private final List<Paid> payments = new ArrayList<>();
    private final List<UUID> payouts = new ArrayList<>();
    private int next;

    PaidHistory(long seed) {
        random = new Random(seed);
    }

    void writeTo(ScriptedLog log, int events) {
        for (int i = 0; i < events; i++) log.add("paid" + i, change());
    }

    private Consumer<RowChanges> change() {
        return switch (random.nextInt(40)) {
            case 0, 1, 2, 3 -> came(fans);
            case 4 -> came(creators);
            case 5 -> creators.isEmpty() ? change() : Rows.userGone(any(creators));
            case 6, 7 -> fans.isEmpty() ? change() : Rows.userGone(any(fans));
            case 8, 9, 10, 11, 12 ->
                payments.isEmpty() ? change() : payout(any(payments).creator());
            case 13, 14 -> payouts.isEmpty() ? change() : noted(any(payouts));
            default -> fans.isEmpty() || creators.isEmpty() ? change() : paid(any(fans), any(creators));
        };
    }

    private Consumer<RowChanges> came(List<String> among) {
        String id = "person" + next++;
        among.add(id);
        return among == fans ? Rows.user(id) : Rows.user(id).andThen(Rows.creator(id));
    }

    private Consumer<RowChanges> paid(String fan, String creator) {
        UUID id = Rows.id("payment" + next++);
        payments.add(new Paid(id, creator));
        return rows -> rows.insert(PAYMENT_TRANSACTION, id)
                .set(PAYMENT_TRANSACTION.USER_ID, fan)
                .set(PAYMENT_TRANSACTION.CREATOR_ID, creator)
                .set(PAYMENT_TRANSACTION.TYPE, PaymentType.SERVICE)
                .set(PAYMENT_TRANSACTION.ENTITY_ID, id)
                .set(PAYMENT_TRANSACTION.AMOUNT, 100)
                .set(PAYMENT_TRANSACTION.PLATFORM_FEE, 10)
                .set(PAYMENT_TRANSACTION.CREATOR_AMOUNT, 90)
                .set(PAYMENT_TRANSACTION.STATUS, PaymentTransactionStatus.COMPLETED)
                .set(PAYMENT_TRANSACTION.CREATED_AT, AT)
                .set(PAYMENT_TRANSACTION.UPDATED_AT, AT);
    }

    /** Of some payments, as they come; of some of them the fan is gone already. */
    private Consumer<RowChanges> payout(String creator) {
        UUID id = Rows.id("payout" + next++);
        payouts.add(id);
        List<UUID> items = payments.stream()
                .filter(paid -> paid.creator().equals(creator) && random.nextBoolean())
                .map(Paid::id)
                .toList();
        return rows -> {
            rows.insert(PAYOUT, id)
                    .set(PAYOUT.CREATOR_ID, creator)
                    .set(PAYOUT.PERIOD_START, AT)
                    .set(PAYOUT.PERIOD_END, AT)
                    .set(PAYOUT.TOTAL_AMOUNT, 100)
                    .set(PAYOUT.PLATFORM_FEE, 10)
                    .set(PAYOUT.NET_AMOUNT, 90)
                    .set(PAYOUT.STATUS, PayoutStatus.PENDING)
                    .set(PAYOUT.CREATED_AT, AT)
                    .set(PAYOUT.UPDATED_AT, AT);
            for (UUID item : items)
                rows.insert(PAYOUT_ITEM, Rows.id(id + "of" + item))
                        .set(PAYOUT_ITEM.PAYOUT_ID, id)
                        .set(PAYOUT_ITEM.TRANSACTION_ID, item)
                        .set(PAYOUT_ITEM.AMOUNT, 1 + items.indexOf(item))
                        .set(PAYOUT_ITEM.CREATED_AT, AT);
        };
    }

    private Consumer<RowChanges> noted(UUID payout) {
        int attempt = next++;
        return rows -> rows.update(PAYOUT, payout).merge(PAYOUT.METADATA, Map.of("attempts", attempt));
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
