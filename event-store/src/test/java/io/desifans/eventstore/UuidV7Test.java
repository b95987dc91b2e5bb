package io.desifans.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.Test;

class UuidV7Test {

    @Test
    void each_is_greater_than_the_one_before() {
        List<String> ids =
                Stream.generate(UuidV7::next).limit(100_000).map(UUID::toString).toList();
        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void threads_never_get_the_same_one() {
        var ids = Collections.newSetFromMap(new ConcurrentHashMap<UUID, Boolean>());
        IntStream.range(0, 100_000).parallel().forEach(i -> ids.add(UuidV7.next()));
        assertThat(ids).hasSize(100_000);
    }

    @Test
    void it_begins_with_the_time_and_says_what_it_is() {
        long before = System.currentTimeMillis();
        UUID id = UuidV7.next();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, before + 10_000);
    }

    @Test
    void axon_takes_the_ids_of_its_messages_from_here() {
        String id = new GenericEventMessage<>("anything").getIdentifier();
        assertThat(UUID.fromString(id).version()).isEqualTo(7);
    }
}
