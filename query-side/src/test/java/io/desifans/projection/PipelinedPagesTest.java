package io.desifans.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PipelinedPagesTest {

    private final List<Integer> taken = new ArrayList<>();

    @Test
    void the_first_comes_first_even_if_it_is_done_last() throws SQLException {
        CountDownLatch others = new CountDownLatch(3);
        PipelinedPages.inOrder(
                2,
                4,
                work(4, number -> {
                            if (number == 0) others.await();
                            else others.countDown();
                            return number;
                        })
                        .iterator(),
                taken::add);
        assertThat(taken).containsExactly(0, 1, 2, 3);
    }

    @Test
    void no_more_is_begun_than_may_wait() throws SQLException {
        AtomicInteger begun = new AtomicInteger();
        PipelinedPages.inOrder(
                2,
                3,
                work(20, number -> {
                            begun.incrementAndGet();
                            return number;
                        })
                        .iterator(),
                number -> {
                    assertThat(begun.get()).isLessThanOrEqualTo(taken.size() + 3);
                    taken.add(number);
                });
        assertThat(taken).hasSize(20);
    }

    @Test
    void what_comes_before_a_failure_is_taken_and_nothing_after_it() {
        SQLException failure = new SQLException("the third");
        assertThatThrownBy(() -> PipelinedPages.inOrder(
                        4,
                        8,
                        work(8, number -> {
                                    if (number == 2) throw failure;
                                    return number;
                                })
                                .iterator(),
                        taken::add))
                .isSameAs(failure);
        assertThat(taken).containsExactly(0, 1);
    }

    private interface Work {
        int on(int number) throws Exception;
    }

    private static List<Callable<Integer>> work(int pieces, Work work) {
        return IntStream.range(0, pieces)
                .<Callable<Integer>>mapToObj(number -> () -> work.on(number))
                .toList();
    }
}
