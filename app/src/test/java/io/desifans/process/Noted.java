package io.desifans.process;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What stands in the notebook of a {@link Model}. Amounts in paise. */
final class Noted {

    private Noted() {}

    /** A payment. */
    static final class P {
        final Step.Buy buy;
        final Market.Item item;
        final long amount;
        final Instant begun;
        String status = "pending";

        @Nullable
        Integer wonBy;

        Instant completed = Instant.EPOCH;
        long refunded;
        boolean refused;
        boolean granted;
        String dispute = "";
        boolean owedForDispute;
        final Set<Integer> succeeded = new HashSet<>();
        final Set<Integer> tried = new HashSet<>();
        final Set<Long> asked = new HashSet<>();
        final Set<Long> there = new HashSet<>();
        long refundedOfWon;
        String order = "";

        P(Step.Buy buy, Market.Item item, long amount, Instant begun) {
            this.buy = buy;
            this.item = item;
            this.amount = amount;
            this.begun = begun;
        }

        boolean disputed() {
            return !dispute.isEmpty() && !isWon();
        }

        boolean isWon() {
            return dispute.equals("won") || dispute.equals("cancelled");
        }

        boolean isLost() {
            return dispute.matches("lost|accepted|expired");
        }
    }

    /** What is left of an earning. Amounts in paise. */
    static final class Earned {
        long net;
        Instant from = Instant.EPOCH;
        boolean forGood;
        boolean forDispute;

        /** What of the account's credit is for it, and waits as it does. */
        long wonBack;
    }

    /** A payout. */
    static final class Out {
        final String creator;
        final Map<Integer, Earned> items = new TreeMap<>();
        long net;
        long offset;
        Instant asked = Instant.EPOCH;
        String state = "pending";

        Out(String creator) {
            this.creator = creator;
        }
    }

    static final class Account {
        final Map<Integer, Earned> open = new TreeMap<>();
        long debt;
        final Set<Long> corrections = new HashSet<>();
    }
}
