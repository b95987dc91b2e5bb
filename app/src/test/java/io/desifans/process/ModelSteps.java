package io.desifans.process;

import io.desifans.billing.PaymentType;
import io.desifans.process.Model.Fault;
import io.desifans.process.Noted.Account;
import io.desifans.process.Noted.Earned;
import io.desifans.process.Noted.Out;
import io.desifans.process.Noted.P;
import java.time.Duration;
import java.util.Map;

/** What each step does to the notebook, and what is answered to it. */
final class ModelSteps {

    private static final String DONE = "done";
    private static final String UNKNOWN = "404 NOT_FOUND";
    private static final Map<Integer, Integer> PERCENT = Map.of(1, 100, 3, 90, 6, 85, 12, 80);

    private final Model model;

    private ModelSteps(Model model) {
        this.model = model;
    }

    static String of(Model model, Step step) {
        ModelSteps steps = new ModelSteps(model);
        return switch (step) {
            case Step.Buy s -> steps.buy(s);
            case Step.Pay s -> steps.pay(s);
            case Step.Refund s -> steps.refund(s);
            case Step.RefundThere s -> steps.refundThere(s);
            case Step.Dispute s -> steps.dispute(s);
            case Step.Decide s -> steps.decide(s);
            case Step.RequestOne s -> steps.request(s);
            case Step.MovePayout s -> steps.move(s);
            case Step.Correct s -> steps.correct(s);
            case Step.Order s -> steps.order(s);
            case Step.GiveUp s -> steps.giveUp(s);
            case Step.Pass s -> {
                model.pass(Duration.ofDays(s.days()));
                yield DONE;
            }
            default -> throw new IllegalArgumentException("not in the model: " + step);
        };
    }

    private String buy(Step.Buy step) {
        Market.Item item = Market.ITEMS.get(step.item());
        boolean tier = item.type() == PaymentType.MEMBERSHIP;
        long amount =
                tier ? (item.pricePaise() * step.months() * PERCENT.get(step.months()) + 50) / 100 : item.pricePaise();
        P p = new P(step, item, amount, model.now);
        if (item.type() == PaymentType.EXCLUSIVE_POST
                && model.payments.values().stream()
                        .anyMatch(other -> Model.same(other, p) && (other.granted || isOpen(other))))
            return "409 ALREADY_PURCHASED";
        long open = model.payments.values().stream()
                .filter(other -> Model.same(other, p) && other.status.matches("pending|processing"))
                .count();
        if (open >= 5) return "409 TOO_MANY_OPEN_PAYMENTS";
        model.payments.put(step.number(), p);
        return DONE;
    }

    /** Whether it was the last that had opened the post, and comes back if its dispute is won. */
    private static boolean isOpen(P p) {
        return p.disputed() && !p.isLost() && !p.refused;
    }

    private String pay(Step.Pay step) {
        P p = model.payments.get(step.number());
        if (p == null || p.succeeded.contains(step.attempt())) return DONE;
        boolean right = (step.otherAmount() == 0 || step.otherAmount() == p.amount)
                && step.currency().equals("INR");
        p.tried.add(step.attempt());
        boolean succeeds = step.status().equals("succeeded");
        if (succeeds) p.succeeded.add(step.attempt());
        if (p.status.equals("completed")) return DONE;
        if (succeeds && !right && !model.wrong(Fault.WRONG_AMOUNT_TAKEN)) return DONE;
        boolean open = p.status.matches("pending|processing");
        if (succeeds && (open || !model.wrong(Fault.LATE_SUCCESS_IGNORED))) model.complete(p, step.attempt());
        else if (open
                && !succeeds
                && !(p.status.equals("processing") && step.status().equals("processing"))) p.status = step.status();
        return DONE;
    }

    private String refund(Step.Refund step) {
        P p = model.payments.get(step.number());
        if (p == null) return UNKNOWN;
        if (!p.status.equals("completed")) return "409 PAYMENT_NOT_COMPLETED";
        if (p.asked.contains(step.part())) return DONE;
        long left = p.disputed() ? 0 : p.amount - p.refunded;
        if (left <= 0) return "409 NOTHING_TO_REFUND";
        if (p.completed.plus(Duration.ofDays(30)).isBefore(model.now)) return "409 REFUND_PERIOD_OVER";
        long amount = step.part() == 0 ? left : step.part();
        if (amount > left) return "422 REFUND_TOO_LARGE";
        p.asked.add(step.part());
        model.refund(p, amount);
        return DONE;
    }

    private String refundThere(Step.RefundThere step) {
        P p = model.payments.get(step.number());
        if (p == null || p.wonBy == null || step.part() > p.amount - p.refundedOfWon || !p.there.add(step.part()))
            return DONE;
        model.refund(p, step.part());
        return DONE;
    }

    private String dispute(Step.Dispute step) {
        P p = model.payments.get(step.number());
        if (p == null || p.wonBy == null) return DONE;
        boolean may = switch (step.outcome()) {
            case "opened" -> p.dispute.isEmpty();
            case "challenged" -> p.dispute.equals("opened");
            case "expired" -> p.dispute.matches("opened|challenged");
            default -> p.dispute.matches("opened|challenged|expired");
        };
        if (may) model.dispute(p, step.outcome());
        return DONE;
    }

    private String decide(Step.Decide step) {
        P p = model.payments.get(step.number());
        if (p == null) return UNKNOWN;
        if (!p.dispute.equals("expired")) return "409 NO_EXPIRED_DISPUTE";
        model.dispute(p, step.won() ? "won" : "lost");
        return DONE;
    }

    private String request(Step.RequestOne step) {
        if (model.payouts.containsKey(step.payout())) return DONE;
        String creator = Market.CREATORS.get(step.creator());
        Account account = model.accounts.get(creator);
        Out out = new Out(creator);
        account.open.forEach((number, earned) -> {
            if (isPayable(earned)) out.items.put(number, earned);
        });
        long sum = out.items.values().stream().mapToLong(e -> e.net).sum();
        long early = account.open.values().stream()
                .filter(earned -> earned.from.isAfter(model.now))
                .mapToLong(earned -> earned.wonBack)
                .sum();
        out.offset = account.debt + early;
        out.net = sum - out.offset;
        if (out.net < MoneyWorld.RULES.thresholdPaise()) return "422 BELOW_THRESHOLD";
        out.asked = model.now;
        account.debt = -early;
        account.open.keySet().removeAll(out.items.keySet());
        model.payouts.put(step.payout(), out);
        return DONE;
    }

    private boolean isPayable(Earned earned) {
        return earned.net > 0 && !earned.forGood && !earned.forDispute && !earned.from.isAfter(model.now);
    }

    private String move(Step.MovePayout step) {
        Out out = model.payouts.get(step.payout());
        if (out == null) return UNKNOWN;
        String wanted = switch (step.move()) {
            case START -> "processing";
            case COMPLETE -> "completed";
            case FAIL -> "failed";
            case REVERSE -> "reversed";
        };
        if (out.state.equals(wanted)) return DONE;
        boolean may = switch (step.move()) {
            case START -> out.state.equals("pending");
            case COMPLETE -> out.state.equals("processing");
            case FAIL -> out.state.matches("pending|processing");
            case REVERSE -> out.state.equals("completed");
        };
        if (!may) return "409 INVALID_PAYOUT_TRANSITION";
        out.state = wanted;
        if (step.move() == Step.Move.FAIL || step.move() == Step.Move.REVERSE) comesBack(out, wanted);
        return DONE;
    }

    private void comesBack(Out out, String how) {
        Account account = model.accounts.get(out.creator);
        out.items.forEach((number, earned) -> {
            if (how.equals("reversed")) {
                earned.forGood = false;
                earned.from = out.asked;
            }
            account.open.put(number, earned);
        });
        account.debt += model.wrong(Fault.PAYOUT_COMES_BACK_TWICE) ? -out.net : out.offset;
    }

    private String correct(Step.Correct step) {
        Account account = model.accounts.get(Market.CREATORS.get(step.creator()));
        if (account.corrections.add(step.paise())) account.debt -= step.paise();
        return DONE;
    }

    private String order(Step.Order step) {
        P p = model.payments.get(step.number());
        if (p == null || p.item.type() != PaymentType.SERVICE) return UNKNOWN;
        if (step.activate() && p.order.equals("active")) return DONE;
        if (!step.activate() && p.order.equals("over")) return DONE;
        if (p.order.isEmpty() && !p.status.matches("failed|cancelled")) return "409 ORDER_NOT_PAID";
        if (!p.order.equals("paid")) return "409 INVALID_ORDER_TRANSITION";
        if (step.activate() && p.disputed()) return "409 PAYMENT_DISPUTED";
        p.order = step.activate() ? "active" : "over";
        if (!step.activate()) model.refuse(p);
        return DONE;
    }

    private String giveUp(Step.GiveUp step) {
        P p = model.payments.get(step.number());
        if (p == null) return UNKNOWN;
        if (p.status.equals("cancelled")) return DONE;
        if (!p.status.equals("pending")) return "409 PAYMENT_NOT_PENDING";
        p.status = "cancelled";
        return DONE;
    }
}
