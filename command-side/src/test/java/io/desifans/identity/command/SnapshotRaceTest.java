package io.desifans.identity.command;

import static io.desifans.command.TwoNodes.NODES;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.DerivedId;
import io.desifans.command.TwoNodes;
import io.desifans.identity.UserEvent.UserProfileUpdated;
import io.desifans.identity.command.UserCommand.UpdateProfile;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;

class SnapshotRaceTest {

    private static final String USER = "snapshotRace";
    private static final UUID ID = DerivedId.of("User", USER);
    private static final long PATIENCE = Duration.ofSeconds(60).toNanos();

    @Test
    void while_snapshots_are_taken_each_command_is_done_once_or_refused_and_the_state_is_that_of_the_events()
            throws Exception {
        NODES.register(USER);
        Set<String> done = new HashSet<>();
        for (int round = 0; round < 20 && done.size() < 250; round++) done.addAll(renamed(round));
        awaitSnapshot();

        List<String> names = names();
        assertThat(names).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(done);
        for (int node : List.of(0, 1)) rename(node, names.getLast());
        assertThat(names()).as("the name that it has, set again").isEqualTo(names);
        for (int node : List.of(0, 1)) rename(node, "another " + node);
        assertThat(names()).hasSize(names.size() + 2);
    }

    private static void rename(int node, String name) {
        NODES.send(node, new UpdateProfile(USER, name, null, false), TwoNodes.user(USER));
    }

    /** A hundred at once; those that were done. Who met others too often is refused. */
    private static Set<String> renamed(int round) throws Exception {
        Set<String> done = ConcurrentHashMap.newKeySet();
        NODES.race(100, number -> {
            try {
                String name = "name " + round + "/" + number;
                rename(number, name);
                done.add(name);
            } catch (ConcurrencyException refused) {
                assertThat(refused).hasMessageContaining("first");
            }
        });
        return done;
    }

    private static List<String> names() {
        return NODES.part(0, EventStore.class)
                .readEvents(ID.toString(), 0)
                .asStream()
                .filter(event -> event.getPayload() instanceof UserProfileUpdated)
                .map(event -> ((UserProfileUpdated) event.getPayload()).name())
                .toList();
    }

    /** The hundredth event asks for one; it comes a moment later. */
    private static void awaitSnapshot() {
        long giveUpAt = System.nanoTime() + PATIENCE;
        while (NODES.part(1, EventStore.class).readEvents(ID.toString()).next().getPayloadType() != User.class) {
            assertThat(System.nanoTime()).as("waited for a snapshot").isLessThan(giveUpAt);
            Thread.onSpinWait();
        }
    }
}
