package io.desifans.process;

import io.desifans.billing.AllocatedItem;
import io.desifans.billing.BalanceEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What creators have earned, are paid and owe, as the events of their balances tell. Amounts in paise. */
final class BalanceBook {

    /** An earning in nobody's payout. */
    record Open(long net, List<UUID> holds) {}

    /** A payout as its balance set it aside. */
    record Aside(List<AllocatedItem> items, long net, boolean settled) {}

    static final class Creator {

        final Map<UUID, Open> open = new HashMap<>();
        final Map<UUID, Aside> aside = new HashMap<>();

        /** What is to be held when it comes back from a payout. */
        final Map<UUID, List<UUID>> heldAside = new HashMap<>();

        long debt;
        long earned;

        long openNet() {
            return open.values().stream().mapToLong(Open::net).sum();
        }

        /** The payments in live payouts. */
        List<UUID> paidOut() {
            return aside.values().stream()
                    .flatMap(payout -> payout.items.stream())
                    .map(AllocatedItem::transactionId)
                    .toList();
        }

        long asideNet(boolean settled) {
            return aside.values().stream()
                    .filter(payout -> payout.settled == settled)
                    .mapToLong(Aside::net)
                    .sum();
        }
    }

    private final Books books;
    private final Map<String, Creator> creators = new TreeMap<>();

    BalanceBook(Books books) {
        this.books = books;
    }

    Map<String, Creator> all() {
        return creators;
    }

    Creator of(String creatorId) {
        return creators.computeIfAbsent(creatorId, id -> new Creator());
    }

    void enter(BalanceEvent event) {
        Creator creator = of(event.creatorId());
        switch (event) {
            case BalanceEvent.EarningCredited e -> {
                Books.Paid paid = books.payment(e.transactionId());
                paid.credits++;
                paid.credited += e.netPaise();
                creator.open.put(e.transactionId(), new Open(e.netPaise(), List.of()));
                creator.earned += e.netPaise();
            }
            case BalanceEvent.EarningReduced e -> {
                books.payment(e.transactionId()).takenNet += e.netPaise();
                Open before = creator.open.get(e.transactionId());
                if (before == null || before.net < e.netPaise())
                    books.faults.add("M9: taken off what is not there " + e);
                else creator.open.put(e.transactionId(), new Open(before.net - e.netPaise(), before.holds));
                creator.earned -= e.netPaise();
            }
            case BalanceEvent.DebitRecorded e -> {
                books.payment(e.transactionId()).takenNet += e.netPaise();
                creator.debt += e.netPaise();
                creator.earned -= e.netPaise();
            }
            case BalanceEvent.DebitReversed e -> {
                books.payment(e.transactionId()).takenNet -= e.netPaise();
                creator.debt -= e.netPaise();
                creator.earned += e.netPaise();
            }
            case BalanceEvent.BalanceCorrected e -> {
                creator.debt -= e.amountPaise();
                creator.earned += e.amountPaise();
            }
            case BalanceEvent.EarningHeld e -> hold(creator, e.transactionId(), e.adjustmentId(), true);
            case BalanceEvent.EarningReleased e -> hold(creator, e.transactionId(), e.adjustmentId(), false);
            case BalanceEvent.PayoutAllocated e -> setAside(creator, e);
            case BalanceEvent.PayoutAllocationSettled e ->
                creator.aside.computeIfPresent(e.payoutId(), (id, payout) -> new Aside(payout.items, payout.net, true));
            case BalanceEvent.PayoutAllocationReleased e -> giveBack(creator, e);
            default -> {}
        }
    }

    private static void hold(Creator creator, UUID transactionId, @Nullable UUID cause, boolean on) {
        UUID hold = cause == null ? transactionId : cause;
        Open open = creator.open.get(transactionId);
        List<UUID> holds =
                new ArrayList<>(open == null ? creator.heldAside.getOrDefault(transactionId, List.of()) : open.holds);
        if (on) holds.add(hold);
        else holds.remove(hold);
        if (open == null) creator.heldAside.put(transactionId, holds);
        else creator.open.put(transactionId, new Open(open.net, holds));
    }

    private void setAside(Creator creator, BalanceEvent.PayoutAllocated e) {
        long items = 0;
        for (AllocatedItem item : e.items()) {
            Open open = creator.open.remove(item.transactionId());
            if (open == null) books.faults.add("M2: in two payouts " + item);
            else if (open.net != item.netPaise() || item.netPaise() <= 0 || !open.holds.isEmpty())
                books.faults.add("M4: not what was earned and is free " + item + " of " + open);
            items += item.netPaise();
        }
        if (e.netPaise() <= 0 || e.grossPaise() - e.feePaise() != items) books.faults.add("M3: does not add up " + e);
        creator.debt -= items - e.netPaise();
        if (items > e.netPaise() && creator.debt < 0) books.faults.add("M9: more debt paid off than there was " + e);
        creator.aside.put(e.payoutId(), new Aside(e.items(), e.netPaise(), false));
    }

    private void giveBack(Creator creator, BalanceEvent.PayoutAllocationReleased e) {
        Aside payout = creator.aside.remove(e.payoutId());
        if (payout == null) {
            books.faults.add("M2: given back twice " + e);
            return;
        }
        long items = 0;
        for (AllocatedItem item : payout.items) {
            List<UUID> holds = creator.heldAside.remove(item.transactionId());
            boolean held = holds != null && !payout.settled;
            creator.open.put(item.transactionId(), new Open(item.netPaise(), held ? holds : List.of()));
            items += item.netPaise();
        }
        creator.debt += items - payout.net;
    }
}
