package io.desifans.billing.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PricesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "4, 0, 4",
        "5, 1, 4",
        "14, 1, 13",
        "15, 2, 13",
        "19900, 1990, 17910",
        "2147483646, 214748365, 1932735281",
        "2147483647, 214748365, 1932735282"
    })
    void p1_the_platform_keeps_a_tenth(long amount, long fee, long creator) {
        assertThat(Split.of(amount)).isEqualTo(new Split(fee, creator));
    }

    /** Half a tenth of a paisa more than a whole one rounds up: ten fees are at most 4 less than the amount, or 5 more. */
    @Test
    void p1_twenty_million_splits_add_up_and_are_rounded_half_up() {
        Random amounts = new Random(1);
        for (int i = 0; i < 20_000_000; i++) {
            long amount = i < 1000 ? i : amounts.nextInt() & Integer.MAX_VALUE;
            Split split = Split.of(amount);
            long over = 10 * split.platformFeePaise() - amount;
            boolean whole = split.platformFeePaise() + split.creatorAmountPaise() == amount;
            if (!whole || over < -4 || over > 5) fail(amount + " is split into " + split);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, 0",
        "1, 1, 3, 5, 10",
        "9900, 9900, 26730, 50490, 95040",
        "19900, 19900, 53730, 101490, 191040",
        "499900, 499900, 1349730, 2549490, 4799040",
        "223696213, 223696213, 603979775, 1140850686, 2147483645"
    })
    void p1_more_months_are_cheaper(long fee, long one, long three, long six, long twelve) {
        assertThat(MembershipPrice.paise(fee, 1)).isEqualTo(one);
        assertThat(MembershipPrice.paise(fee, 3)).isEqualTo(three);
        assertThat(MembershipPrice.paise(fee, 6)).isEqualTo(six);
        assertThat(MembershipPrice.paise(fee, 12)).isEqualTo(twelve);
    }

    @Test
    void p1_twenty_million_prices_are_rounded_half_up() {
        Map<Integer, Integer> percent = Map.of(1, 100, 3, 90, 6, 85, 12, 80);
        assertThat(percent.keySet()).containsExactlyInAnyOrderElementsOf(MembershipPrice.durations());
        Random fees = new Random(2);
        for (int i = 0; i < 5_000_000; i++) {
            long fee = i < 1000 ? i : fees.nextInt(223_696_214);
            for (var each : percent.entrySet()) {
                long price = MembershipPrice.paise(fee, each.getKey());
                long over = 100 * price - fee * each.getKey() * each.getValue();
                if (over < -49 || over > 50) fail(fee + " for " + each.getKey() + " months is " + price);
            }
        }
    }

    @Test
    void twelve_months_of_the_highest_fee_just_fit_into_the_column() {
        assertThat(MembershipPrice.paise(223_696_213, 12)).isLessThanOrEqualTo(Integer.MAX_VALUE);
        assertThat(MembershipPrice.paise(223_696_214, 12)).isGreaterThan(Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 2, 4, 13})
    void other_durations_have_no_price(int months) {
        assertThatThrownBy(() -> MembershipPrice.paise(100, months)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void p1_nothing_wraps() {
        assertThatThrownBy(() -> MembershipPrice.paise(Long.MAX_VALUE / 100, 12))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Split.of(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
    }
}
