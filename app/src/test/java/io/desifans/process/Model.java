package io.desifans.process;

import io.desifans.billing.PaymentType;
import io.desifans.process.Noted.Account;
import io.desifans.process.Noted.Earned;
import io.desifans.process.Noted.Out;
import io.desifans.process.Noted.P;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The money as one would keep it in a notebook: plain numbers, no events, nothing of the code that it is held against. */
public final class Model {

    /** A way in which the notebook can be wrong. */
    public enum Fault {
        NONE,
        FEE_ROUNDED_DOWN,
        REFUND_KEEPS_ACCESS,
        REFUND_TAKES_ALL_FROM_THE_CREATOR,
        PAID_WITHOUT_WAITING,
        DISPUTE_LEAVES_THE_MONEY,
        DEBT_FORGOTTEN,
        PAYOUT_COMES_BACK_TWICE,
        LATE_SUCCESS_IGNORED,
        WRONG_AMOUNT_TAKEN
    }

    final Fault fault;
    final Map<Integer, P> payments = new TreeMap<>();
    final Map<String, Account> accounts = new TreeMap<>();
    final Map<Integer, Out> payouts = new TreeMap<>();
    Instant now = MoneyWorld.BEGIN;

    private final Duration hold;

    Model(Fault fault) {
        this(fault, MoneyWorld.RULES.hold());
    }

    /** @param hold how long an earning waits until it is available */
    public Model(Fault fault, Duration hold) {
        this.fault = fault;
        this.hold = hold;
        Market.CREATORS.forEach(id -> accounts.put(id, new Account()));
    }

    boolean wrong(Fault by) {
        return fault == by;
    }

    Account account(P p) {
        return accounts.get(p.item.creatorId());
    }

    long net(long amount) {
        return amount - (amount + (wrong(Fault.FEE_ROUNDED_DOWN) ? 0 : 5)) / 10;
    }

    /** What became of it, by the code of the answer. */
    public String after(Step step) {
        return ModelSteps.of(this, step);
    }

    void complete(P p, int attempt) {
        p.wonBy = attempt;
        p.status = "completed";
        p.completed = now;
        Earned earned = new Earned();
        earned.net = net(p.amount);
        earned.from = wrong(Fault.PAID_WITHOUT_WAITING) ? now : now.plus(hold);
        account(p).open.put(p.buy.number(), earned);
        if (p.item.type() == PaymentType.SERVICE) p.order = "paid";
        else if (p.item.type() == PaymentType.EXCLUSIVE_POST && opensFor(p)) refuse(p);
        else p.granted = true;
    }

    /** Whether another payment has opened the post. */
    boolean opensFor(P p) {
        return payments.values().stream().anyMatch(other -> other != p && same(other, p) && other.granted);
    }

    static boolean same(P one, P other) {
        return one.item == other.item && one.buy.fan() == other.buy.fan();
    }

    /** It cannot be given, so it has to go back. */
    void refuse(P p) {
        if (p.refused) return;
        p.refused = true;
        Earned earned = unpaid(p);
        if (earned != null) earned.forGood = true;
        returnAll(p);
    }

    void returnAll(P p) {
        if (!p.disputed() && p.refunded < p.amount && p.asked.add(-1L)) refund(p, p.amount - p.refunded);
    }

    @Nullable
    Earned unpaid(P p) {
        Earned open = account(p).open.get(p.buy.number());
        if (open != null) return open;
        return payouts.values().stream()
                .filter(out -> out.state.matches("pending|processing"))
                .map(out -> out.items.get(p.buy.number()))
                .filter(each -> each != null)
                .findFirst()
                .orElse(null);
    }

    /** So much has gone back to the buyer. */
    void refund(P p, long amount) {
        long before = p.amount - p.refunded;
        long after = before - Math.min(amount, before);
        long mine = wrong(Fault.REFUND_TAKES_ALL_FROM_THE_CREATOR) ? before - after : net(before) - net(after);
        p.refunded = p.amount - after;
        p.refundedOfWon += amount;
        takeOff(p, mine);
        if (after == 0 && before > 0) {
            if (!wrong(Fault.REFUND_KEEPS_ACCESS)) p.granted = false;
            if (p.order.matches("paid|active")) p.order = "over";
        }
    }

    /** What a dispute has taken off already is not taken off twice. */
    private void takeOff(P p, long mine) {
        Account account = account(p);
        Earned open = account.open.get(p.buy.number());
        if (p.disputed() && p.owedForDispute) owe(p, 0);
        else if (open != null && open.net >= mine) open.net -= mine;
        else owe(p, mine);
    }

    void owe(P p, long paise) {
        Earned aside = unpaid(p);
        if (aside != null) aside.forGood = false;
        if (!wrong(Fault.DEBT_FORGOTTEN)) account(p).debt += paise;
    }

    void dispute(P p, String outcome) {
        boolean first = p.dispute.isEmpty();
        boolean wasLost = p.isLost();
        long left = net(p.amount - p.refunded);
        Account account = account(p);
        Earned open = account.open.get(p.buy.number());
        p.dispute = outcome;
        if (p.isWon()) {
            if (p.owedForDispute) account.debt -= left;
            if (p.owedForDispute && open != null) open.wonBack += left;
            p.owedForDispute = false;
            if (open != null) open.forDispute = false;
            stays(p);
            return;
        }
        p.granted = false;
        if (p.amount == p.refunded) return;
        if (first && !wrong(Fault.DISPUTE_LEAVES_THE_MONEY)) {
            if (open != null && open.net >= left) open.forDispute = true;
            else {
                owe(p, left);
                p.owedForDispute = true;
            }
        }
        if (p.isLost() && !wasLost && open != null && open.forDispute) {
            open.net -= left;
            open.forDispute = false;
            p.owedForDispute = true;
        }
        if (outcome.matches("lost|accepted|expired") && p.order.matches("paid|active") && !outcome.equals("expired"))
            p.order = "over";
    }

    private void stays(P p) {
        if (p.refused) returnAll(p);
        else if (p.refunded < p.amount && p.item.type() == PaymentType.EXCLUSIVE_POST && opensFor(p)) refuse(p);
        else if (p.refunded < p.amount && p.item.type() != PaymentType.SERVICE) p.granted = true;
    }

    /** What is due by then is done in its time. */
    void pass(Duration time) {
        Instant then = now.plus(time);
        payments.values().stream()
                .filter(p -> p.order.equals("paid") || (p.status.equals("pending") && p.tried.isEmpty()))
                .sorted(Comparator.comparing(p -> due(p)))
                .toList()
                .forEach(p -> {
                    if (due(p).isAfter(then)) return;
                    now = due(p);
                    if (!p.order.equals("paid")) p.status = "cancelled";
                    else {
                        p.order = "expired";
                        refuse(p);
                    }
                });
        now = then;
    }

    private static Instant due(P p) {
        return p.order.equals("paid") ? p.completed.plus(Duration.ofDays(7)) : p.begun.plus(Duration.ofDays(1));
    }

    /** How all stands, told as {@link ModelView} tells it of the events. */
    String told() {
        List<String> lines = new ArrayList<>();
        payments.forEach(
                (number, p) -> lines.add(number + " " + p.status + " back " + p.refunded + " given " + p.granted));
        lines.addAll(months());
        accounts.forEach((id, account) -> {
            long held = account.open.values().stream()
                    .filter(e -> e.forGood || e.forDispute)
                    .mapToLong(e -> e.net)
                    .sum();
            long all = account.open.values().stream().mapToLong(e -> e.net).sum();
            lines.add(id + " open " + (all - held) + " held " + held + " under way " + out(id, "pending|processing")
                    + " paid " + out(id, "completed") + " debt " + account.debt);
        });
        return String.join("\n", lines);
    }

    /** To when each fan has which tier, of those who have paid for it and did not get it back. */
    private List<String> months() {
        Map<String, Chain> chains = new TreeMap<>();
        payments.values().stream()
                .filter(p -> p.granted && p.item.type() == PaymentType.MEMBERSHIP)
                .sorted(Comparator.comparing(p -> p.completed))
                .forEach(p -> chains.merge(
                        p.buy.fan() + " " + p.item.creatorId(), new Chain(p.completed, p.buy.months()), Chain::and));
        return chains.entrySet().stream()
                .map(entry -> entry.getKey() + " to " + entry.getValue().end())
                .toList();
    }

    /** Months without a gap. */
    private record Chain(Instant from, int months) {

        Instant end() {
            return from.atZone(ZoneOffset.UTC).plusMonths(months).toInstant();
        }

        Chain and(Chain later) {
            return later.from.isAfter(end()) ? later : new Chain(from, months + later.months);
        }
    }

    private long out(String creator, String states) {
        return payouts.values().stream()
                .filter(each -> each.creator.equals(creator) && each.state.matches(states))
                .mapToLong(each -> each.net)
                .sum();
    }
}
