package io.desifans.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.desifans.eventstore.PostgresEventStorageEngine.Page;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.Test;

class OpenedPageTest {

    private final AtomicInteger opened = new AtomicInteger();

    @Test
    void an_event_is_opened_once_for_all_readers_and_only_when_one_comes_to_it() {
        OpenedPage page = page(IntStream.range(0, 3).mapToObj(this::event));
        Iterator<TrackedEventMessage<?>> first = page.events();
        Iterator<TrackedEventMessage<?>> second = page.events();
        TrackedEventMessage<?> event = first.next();
        assertThat(second.next()).isSameAs(event);
        assertThat(opened).hasValue(1);
        first.next();
        first.next();
        assertThat(first.hasNext()).isFalse();
        second.forEachRemaining(same -> {});
        assertThat(opened).hasValue(3);
    }

    @Test
    void an_event_that_cannot_be_read_fails_every_reader_behind_those_before_it() {
        OpenedPage page = page(IntStream.range(0, 3).mapToObj(number -> {
            if (number == 1) throw new IllegalStateException("sealed");
            return event(number);
        }));
        for (Iterator<TrackedEventMessage<?>> reader : List.of(page.events(), page.events())) {
            assertThat(reader.next().getPayload()).isEqualTo(0);
            assertThatIllegalStateException().isThrownBy(reader::hasNext);
        }
    }

    private TrackedEventMessage<?> event(int number) {
        opened.incrementAndGet();
        return new GenericTrackedEventMessage<>(
                new LogPosition(0, number + 1), GenericEventMessage.asEventMessage(number));
    }

    private static OpenedPage page(Stream<TrackedEventMessage<?>> events) {
        return new OpenedPage(new Page(List.of(), LogPosition.START, false, false), events, true);
    }
}
