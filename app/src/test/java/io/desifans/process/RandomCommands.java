package io.desifans.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws sequences of what a notebook can follow: everything but what renews by itself and who leaves. */
final class RandomCommands {

    private static final int LONGEST = 30;

    private final Random random;
    private final List<Step> steps = new ArrayList<>();
    private int bought;
    private int payouts;

    private RandomCommands(long seed) {
        random = new Random(seed);
    }

    static List<Step> of(int seed) {
        RandomCommands commands = new RandomCommands(seed);
        while (commands.steps.size() < LONGEST) commands.next();
        return commands.steps;
    }

    private int chosen(int... among) {
        return among[random.nextInt(among.length)];
    }

    private String chosen(String... among) {
        return among[random.nextInt(among.length)];
    }

    private void next() {
        int number = bought == 0 ? 0 : random.nextInt(bought);
        switch (random.nextInt(bought == 0 ? 1 : 16)) {
            case 0, 1 -> buy();
            case 2 -> pay(number, chosen("processing", "failed", "cancelled", "succeeded"), random.nextInt(3));
            case 3 -> pay(number, "succeeded", random.nextInt(2));
            case 4, 5 -> steps.add(new Step.Refund(number, chosen(0, 0, 905, 14)));
            case 6 -> steps.add(new Step.RefundThere(number, chosen(5, 700)));
            case 7, 8 ->
                steps.add(new Step.Dispute(
                        number, chosen("opened", "opened", "challenged", "won", "cancelled", "lost", "expired")));
            case 9 -> steps.add(new Step.Decide(number, random.nextBoolean()));
            case 10 -> steps.add(new Step.RequestOne(random.nextInt(2), payouts++));
            case 11 -> move();
            case 12 -> steps.add(new Step.Correct(random.nextInt(2), chosen(500, -700, 30_000, -30_000)));
            case 13 -> steps.add(new Step.Order(number, random.nextBoolean()));
            case 14 -> steps.add(new Step.Pass(chosen(0, 1, 7, 8, 31)));
            default -> {
                if (random.nextInt(3) == 0) steps.add(new Step.GiveUp(number));
                else move();
            }
        }
    }

    private void move() {
        Step.Move[] moves = Step.Move.values();
        int payout = Math.max(0, payouts - 1 - random.nextInt(2));
        steps.add(new Step.MovePayout(payout, moves[random.nextInt(moves.length)]));
    }

    private void buy() {
        int number = bought++;
        steps.add(new Step.Buy(
                number, random.nextInt(2), random.nextInt(Market.ITEMS.size()), chosen(1, 1, 3, 6, 12), false));
        if (random.nextInt(4) > 0) pay(number, "succeeded", 0);
    }

    private void pay(int number, String status, int attempt) {
        boolean succeeds = status.equals("succeeded");
        boolean other = succeeds && random.nextInt(10) == 0;
        String currency = succeeds && random.nextInt(12) == 0 ? "USD" : "INR";
        steps.add(new Step.Pay(number, attempt, status, other ? 4_321 : 0, currency));
    }
}
