package io.desifans.process;

import io.desifans.process.Noted.Account;
import io.desifans.process.Noted.P;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a notebook tells to those who read of their own payments and money alone. Amounts in paise. */
public final class ModelReading {

    private ModelReading() {}

    /** How a payment stands, as its buyer reads it; null if it was never begun. */
    public static @Nullable String payment(Model model, int number) {
        P p = model.payments.get(number);
        return p == null ? null : p.status + " " + p.refunded;
    }

    /** Whether what a fan pays for is open for them. */
    public static boolean isOpen(Model model, int fan, int item) {
        return model.payments.values().stream()
                .anyMatch(p -> p.granted && p.buy.fan() == fan && p.item == Market.ITEMS.get(item));
    }

    /** Whether the gateway's payment counts, and is not all refunded. */
    public static boolean isTaken(Model model, int number) {
        P p = model.payments.get(number);
        return p != null && p.wonBy != null && p.refunded < p.amount;
    }

    /** What is available to the first creator, held, in payouts, paid, owed by them and to their credit, as they read it. */
    public static List<Long> balance(Model model) {
        Account account = model.accounts.get(Market.ASHA);
        long all = account.open.values().stream().mapToLong(e -> e.net).sum();
        long held = account.open.values().stream()
                .filter(e -> e.forGood || e.forDispute)
                .mapToLong(e -> e.net)
                .sum();
        return List.of(
                all - held,
                held,
                items(model, "pending|processing"),
                items(model, "completed"),
                Math.max(0, account.debt),
                Math.max(0, -account.debt));
    }

    private static long items(Model model, String states) {
        return model.payouts.values().stream()
                .filter(each -> each.state.matches(states))
                .flatMap(each -> each.items.values().stream())
                .mapToLong(each -> each.net)
                .sum();
    }
}
