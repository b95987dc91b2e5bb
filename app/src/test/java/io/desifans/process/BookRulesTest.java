package io.desifans.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.Event;
import io.desifans.billing.BalanceEvent.DebitRecorded;
import io.desifans.billing.BalanceEvent.EarningCredited;
import io.desifans.billing.BalanceEvent.EarningReduced;
import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.PayoutEvent.PayoutCompleted;
import io.desifans.billing.PurchaseEvent.PostPurchaseGranted;
import io.desifans.billing.RefundEvent.RefundSucceeded;
import io.desifans.billing.SubscriptionEvent.GrantAdded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What would be wrong with the money is seen by the rules that judge it in every order and at any time. */
class BookRulesTest {

    private static final int LIVES = 400;
    private static final List<List<Entry>> LIVED = new ArrayList<>();

    private record Entry(Event event, Instant at) {}

    @BeforeAll
    static void lives() {
        MoneyWorld world = new MoneyWorld();
        for (int seed = 0; seed < LIVES; seed++) {
            Life.end(world, RandomLife.of(seed), null);
            LIVED.add(IntStream.range(0, world.log.size())
                    .mapToObj(place -> new Entry(
                            world.log.eventAt(place), world.log.at(place).getTimestamp()))
                    .toList());
        }
    }

    @Test
    void nothing_is_broken_by_what_happened() {
        assertThat(LIVED).allSatisfy(life -> assertThat(broken(life)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                PaymentCompleted.class,
                EarningCredited.class,
                EarningReduced.class,
                DebitRecorded.class,
                RefundSucceeded.class,
                PayoutAllocated.class,
                PayoutCompleted.class,
                GrantAdded.class,
                PostPurchaseGranted.class
            })
    void what_is_written_twice_is_seen(Class<? extends Event> type) {
        assertThat(with(type)).allSatisfy(life -> {
            List<Entry> twice = new ArrayList<>(life);
            int place = placeOf(type, life);
            twice.add(place, life.get(place));
            assertThat(broken(twice)).isNotEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                EarningCredited.class,
                EarningReduced.class,
                DebitRecorded.class,
                RefundSucceeded.class,
                GrantAdded.class,
                PostPurchaseGranted.class
            })
    void what_is_left_out_is_seen_where_nothing_is_open_that_could_explain_it(Class<? extends Event> type) {
        List<List<Entry>> lives = with(type);
        assertThat(lives.stream().filter(life -> {
                    List<Entry> without = new ArrayList<>(life);
                    without.remove(placeOf(type, life));
                    return !broken(without).isEmpty();
                }))
                .hasSizeGreaterThan(lives.size() / 2);
    }

    private static List<List<Entry>> with(Class<? extends Event> type) {
        List<List<Entry>> lives =
                LIVED.stream().filter(life -> placeOf(type, life) >= 0).toList();
        assertThat(lives).hasSizeGreaterThan(5);
        return lives;
    }

    private static int placeOf(Class<? extends Event> type, List<Entry> life) {
        return IntStream.range(0, life.size())
                .filter(place -> type.isInstance(life.get(place).event()))
                .findFirst()
                .orElse(-1);
    }

    private static List<String> broken(List<Entry> life) {
        Books books = new Books();
        life.forEach(entry -> books.enter(entry.event(), entry.at()));
        return Stream.concat(BookRules.broken(books).stream(), BookRules.brokenInTheEnd(books).stream())
                .toList();
    }
}
