package io.desifans.process;

import io.desifans.billing.RenewalChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/** Draws what happens in two years, and finds the shortest of it that still goes wrong. */
final class RandomLife {

    private static final int LONGEST = 50;
    private static final int DAYS = 730;

    private final Random random;
    private final List<Step> steps = new ArrayList<>();
    private final List<Step.Buy> bought = new ArrayList<>();

    /** What happens between two passages of time, of which chance decides what is heard first. */
    private final Set<String> together = new HashSet<>();

    private final Map<Integer, Integer> moved = new HashMap<>();
    private int payouts;

    private RandomLife(long seed) {
        random = new Random(seed);
    }

    static List<Step> of(long seed) {
        RandomLife life = new RandomLife(seed);
        int days = 0;
        while (life.steps.size() < LONGEST && days < DAYS)
            if (life.random.nextInt(4) == 0) {
                int pass = life.chosen(0, 1, 8, 8, 20, 31, 31, 60);
                days += pass;
                life.together.clear();
                life.steps.add(new Step.Pass(pass));
            } else life.next();
        return life.steps;
    }

    private int chosen(int... among) {
        return among[random.nextInt(among.length)];
    }

    private String chosen(String... among) {
        return among[random.nextInt(among.length)];
    }

    private void next() {
        if (bought.isEmpty() || random.nextInt(4) == 0) {
            buy();
            return;
        }
        Step.Buy of = bought.get(random.nextInt(bought.size()));
        int number = of.number();
        switch (random.nextInt(14)) {
            case 0, 1 -> pay(of, chosen("processing", "failed", "cancelled", "succeeded"), random.nextInt(3));
            case 2 -> pay(of, "succeeded", 1);
            case 3 -> renew(of);
            case 4 -> steps.add(new Step.Refund(number, chosen(0, 0, 905, 14)));
            case 5 -> steps.add(new Step.RefundThere(number, chosen(5, 700)));
            case 6, 7 -> dispute(of);
            case 8 -> steps.add(new Step.Decide(number, random.nextBoolean()));
            case 9, 10 -> payout();
            case 11 -> steps.add(new Step.Correct(random.nextInt(2), chosen(500, -700, 30_000, -30_000)));
            case 12 -> steps.add(new Step.Order(number, random.nextBoolean()));
            default -> rare(of);
        }
    }

    private void rare(Step.Buy of) {
        switch (random.nextInt(8)) {
            case 0 -> steps.add(new Step.Leave(of.fan()));
            case 1 -> steps.add(new Step.GiveUp(of.number()));
            default -> {
                RenewalChange[] changes = RenewalChange.values();
                steps.add(new Step.Change(of.number(), changes[random.nextInt(changes.length)]));
            }
        }
    }

    private void buy() {
        int number = bought.size();
        boolean renews = random.nextInt(3) == 0;
        Step.Buy buy = new Step.Buy(
                number, random.nextInt(2), random.nextInt(Market.ITEMS.size()), chosen(1, 1, 3, 6, 12), renews);
        bought.add(buy);
        steps.add(buy);
        if (random.nextInt(4) > 0) pay(buy, "succeeded", 0);
    }

    private void pay(Step.Buy of, String status, int attempt) {
        if (together.add(of.fan() + " " + of.item())) steps.add(new Step.Pay(of.number(), attempt, status, 0, "INR"));
    }

    private void renew(Step.Buy of) {
        if (together.add(of.fan() + " " + of.item()))
            steps.add(new Step.Renew(of.number(), chosen("succeeded", "succeeded", "failed")));
    }

    /** Whether the same may be bought again, and what is renewed ends, hangs on whether this or the payment is heard first. */
    private void dispute(Step.Buy of) {
        if (together.add(of.fan() + " " + of.item()))
            steps.add(new Step.Dispute(
                    of.number(), chosen("opened", "opened", "challenged", "won", "cancelled", "lost", "expired")));
    }

    /** One is asked for again and again, since mostly there is too little; then another follows. */
    private void payout() {
        if (random.nextBoolean()) {
            steps.add(new Step.RequestOne(payouts % Market.CREATORS.size(), payouts));
            return;
        }
        int payout = Math.max(0, payouts - random.nextInt(3));
        steps.add(new Step.MovePayout(payout, random.nextInt(4) == 0 ? anyMove() : nextMove(payout)));
        if (payout == payouts) payouts++;
    }

    private Step.Move anyMove() {
        return Step.Move.values()[random.nextInt(Step.Move.values().length)];
    }

    /** What mostly comes next: few payouts come to an end by chance. */
    private Step.Move nextMove(int payout) {
        int moves = moved.merge(payout, 1, Integer::sum);
        if (moves == 1) return Step.Move.START;
        if (moves > 2) return Step.Move.REVERSE;
        return random.nextInt(4) == 0 ? Step.Move.FAIL : Step.Move.COMPLETE;
    }

    /** What is left when each step without which it still goes wrong is left out. */
    static <S> List<S> shrunk(List<S> steps, Predicate<List<S>> goesWrong) {
        List<S> left = new ArrayList<>(steps);
        for (int part = Math.max(1, left.size() / 2); part >= 1; part /= 2)
            for (int from = left.size() - part; from >= 0; from -= part) {
                List<S> less = new ArrayList<>(left);
                less.subList(from, Math.min(from + part, less.size())).clear();
                if (goesWrong.test(less)) {
                    left = less;
                    from = Math.min(from, left.size());
                }
            }
        return left;
    }
}
