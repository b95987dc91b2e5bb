package io.desifans.billing.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.billing.AllocatedItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class PayoutPartTest {

    @Test
    void p13_whatever_the_amounts_every_earning_is_in_one_part_that_adds_up_and_fits() {
        Random random = new Random(26);
        for (int round = 0; round < 2_000; round++) {
            List<Earning> earnings = new ArrayList<>();
            int largest = 1 << random.nextInt(31);
            for (int i = random.nextInt(40); i > 0; i--)
                earnings.add(earning(1 + random.nextInt(random.nextInt(20) == 0 ? Integer.MAX_VALUE : largest)));
            List<PayoutPart> parts = PayoutPart.of(earnings);

            assertThat(parts.stream().flatMap(part -> part.items().stream()).toList())
                    .isEqualTo(earnings.stream().map(Earning::allocated).toList());
            for (PayoutPart part : parts) {
                assertThat(part.grossPaise())
                        .isEqualTo(sum(part, AllocatedItem::grossPaise))
                        .isBetween(1L, (long) Integer.MAX_VALUE);
                assertThat(part.feePaise()).isEqualTo(sum(part, AllocatedItem::feePaise));
                assertThat(part.netPaise())
                        .isEqualTo(sum(part, AllocatedItem::netPaise))
                        .isEqualTo(part.grossPaise() - part.feePaise())
                        .isPositive();
            }
            for (int i = 1; i < parts.size(); i++)
                assertThat(parts.get(i - 1).grossPaise()
                                + parts.get(i).items().getFirst().grossPaise())
                        .isGreaterThan(Integer.MAX_VALUE);
        }
    }

    @Test
    void p13_the_limit_itself_fits_and_one_paisa_more_does_not() {
        assertThat(PayoutPart.of(List.of(earning(Integer.MAX_VALUE - 1), earning(1))))
                .hasSize(1);
        assertThat(PayoutPart.of(List.of(earning(Integer.MAX_VALUE), earning(1))))
                .hasSize(2);
        assertThat(PayoutPart.of(List.of())).isEmpty();
    }

    private static Earning earning(long grossPaise) {
        long feePaise = (grossPaise + 5) / 10;
        return new Earning(UUID.randomUUID(), grossPaise, feePaise, grossPaise - feePaise, Instant.EPOCH, List.of());
    }

    private static long sum(PayoutPart part, ToLongFunction<AllocatedItem> paise) {
        return part.items().stream().mapToLong(paise).sum();
    }
}
