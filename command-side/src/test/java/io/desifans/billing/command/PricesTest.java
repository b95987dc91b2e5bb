package io.desifans.billing.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PricesTest {

    private static final BigDecimal TENTH = new BigDecimal("0.1");

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
    void the_platform_keeps_a_tenth(long amount, long fee, long creator) {
        assertThat(Split.of(amount)).isEqualTo(new Split(fee, creator));
    }

    @Test
    void every_split_adds_up_and_is_rounded_half_up() {
        Random amounts = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            long amount = i < 1000 ? i : amounts.nextInt() & Integer.MAX_VALUE;
            Split split = Split.of(amount);
            assertThat(split.platformFeePaise() + split.creatorAmountPaise()).isEqualTo(amount);
            assertThat(split.platformFeePaise())
                    .isEqualTo(BigDecimal.valueOf(amount)
                            .multiply(TENTH)
                            .setScale(0, RoundingMode.HALF_UP)
                            .longValueExact());
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
    void more_months_are_cheaper(long fee, long one, long three, long six, long twelve) {
        assertThat(MembershipPrice.paise(fee, 1)).isEqualTo(one);
        assertThat(MembershipPrice.paise(fee, 3)).isEqualTo(three);
        assertThat(MembershipPrice.paise(fee, 6)).isEqualTo(six);
        assertThat(MembershipPrice.paise(fee, 12)).isEqualTo(twelve);
    }

    @Test
    void every_price_is_rounded_half_up() {
        Random fees = new Random(2);
        for (int i = 0; i < 100_000; i++) {
            long fee = i < 1000 ? i : fees.nextInt(223_696_214);
            for (int months : MembershipPrice.durations()) {
                String percent = months == 1 ? "1.00" : months == 3 ? "0.90" : months == 6 ? "0.85" : "0.80";
                assertThat(MembershipPrice.paise(fee, months))
                        .isEqualTo(new BigDecimal(percent)
                                .multiply(BigDecimal.valueOf(fee * months))
                                .setScale(0, RoundingMode.HALF_UP)
                                .longValueExact());
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
    void nothing_wraps() {
        assertThatThrownBy(() -> MembershipPrice.paise(Long.MAX_VALUE / 100, 12))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Split.of(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
    }
}
