package io.desifans.command;

import static io.desifans.command.TwoNodes.NODES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.DerivedId;
import io.desifans.eventstore.PersonKeys;
import io.desifans.identity.UserEvent.UserBanned;
import io.desifans.identity.command.UserCommand.ChangePassword;
import io.desifans.identity.command.UserCommand.NewSession;
import io.desifans.identity.command.UserCommand.RegisterUser;
import io.desifans.identity.command.UserCommand.Registration;
import io.desifans.identity.command.UserCommand.StartSession;
import io.desifans.identity.command.UserCommand.UpdateProfile;
import io.desifans.messaging.command.ConversationCommand;
import io.desifans.messaging.command.ConversationCommand.OpenConversation;
import io.desifans.services.command.ServiceOrderCommand.CancelUnpaidOrder;
import io.desifans.web.Rejected;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AggregateCacheTest {

    @Test
    void a_second_command_reads_nothing_of_what_the_first_left() {
        NODES.register("cached");
        double before = hits(0);
        rename(0, "cached", "First");
        rename(0, "cached", "Second");
        assertThat(hits(0) - before).isEqualTo(2);
        assertThat(namesOf("cached")).isEqualTo(2);
    }

    @Test
    void what_another_node_changed_is_not_left_as_it_is_from_memory() {
        NODES.register("renamed");
        rename(0, "renamed", "Asha");
        rename(1, "renamed", "Meera");
        rename(0, "renamed", "Asha");
        rename(0, "renamed", "Asha");
        assertThat(namesOf("renamed")).isEqualTo(3);
    }

    @Test
    void what_another_node_allowed_is_not_refused_from_memory() {
        NODES.register("allowed");
        NODES.send(0, new StartSession("allowed", "a:b", session("allowed-1")), NODES.user("allowed"));
        NODES.send(1, new ChangePassword("allowed", "a:b", "c:d", null), NODES.user("allowed"));
        NODES.send(0, new StartSession("allowed", "c:d", session("allowed-2")), NODES.user("allowed"));
        assertThat(NODES.eventsOf(userId("allowed"))).endsWith("PasswordChanged", "SessionStarted");
    }

    @Test
    void what_another_node_ended_is_not_done_from_memory() {
        NODES.register("moved");
        NODES.send(0, new StartSession("moved", "a:b", session("moved-1")), NODES.user("moved"));
        NODES.send(1, new ChangePassword("moved", "a:b", "c:d", null), NODES.user("moved"));
        assertThatThrownBy(
                        () -> NODES.send(0, new StartSession("moved", "a:b", session("moved-2")), NODES.user("moved")))
                .isInstanceOf(Rejected.class);
        NODES.send(1, new ChangePassword("moved", "c:d", "e:f", null), NODES.user("moved"));
        NODES.send(0, new StartSession("moved", "e:f", session("moved-3")), NODES.user("moved"));
        assertThat(NODES.eventsOf(userId("moved"))).endsWith("PasswordChanged", "PasswordChanged", "SessionStarted");
    }

    @Test
    void an_aggregate_that_has_not_come_to_be_leaves_nothing() {
        UUID nothing = UUID.randomUUID();
        NODES.part(0, Commands.class).sendAsSystem("test", new CancelUnpaidOrder(nothing));
        assertThat(NODES.eventsOf(nothing)).isEmpty();
        assertThat(cache(0).containsKey(nothing.toString())).isFalse();
    }

    @Test
    void what_another_node_has_founded_is_not_founded_again() {
        UUID order = UUID.randomUUID();
        for (int node : new int[] {0, 1, 0})
            NODES.part(node, Commands.class).sendAsSystem("test", new OpenConversation(order, "creator", "fan"));
        assertThat(NODES.eventsOf(ConversationCommand.conversationOf(order))).containsExactly("ConversationOpened");
    }

    @Test
    void what_was_taken_at_another_node_is_not_taken_again() {
        NODES.register("taker");
        var late = new Registration("Late", "taker@example.test", null, "late-row", "a:b");
        assertThatThrownBy(() -> NODES.send(1, new RegisterUser("late", late, session("late")), NODES.user("late")))
                .isInstanceOf(Rejected.class);
        assertThat(NODES.eventsOf(userId("late"))).isEmpty();
    }

    @Test
    void what_happened_since_the_facts_were_read_counts_at_once() {
        NODES.register("judged");
        Facts facts = NODES.part(0, Facts.class);
        assertThat(UserFacts.of(facts, "judged").banned()).isFalse();
        NODES.happened("User", userId("judged"), new UserBanned("judged", "spam", null, "admin"));
        assertThat(UserFacts.of(facts, "judged").banned()).isTrue();
    }

    @Test
    void what_is_remembered_of_anybody_is_forgotten_when_a_key_is_destroyed() {
        NODES.register("remembered");
        assertThat(cache(0).containsKey(userId("remembered").toString())).isTrue();
        NODES.part(0, PersonKeys.class).destroy(PersonKeys.keyId("somebody"));
        assertThat(cache(0).containsKey(userId("remembered").toString())).isFalse();
    }

    private static AggregateCache cache(int node) {
        return NODES.part(node, AggregateCache.class);
    }

    private static double hits(int node) {
        return NODES.part(node, MeterRegistry.class)
                .get("cache.gets")
                .tags("cache", "aggregates", "result", "hit")
                .functionCounter()
                .count();
    }

    private static void rename(int node, String user, String name) {
        NODES.send(node, new UpdateProfile(user, name, null, false), NODES.user(user));
    }

    private static long namesOf(String user) {
        return NODES.eventsOf(userId(user)).stream()
                .filter(event -> event.equals("UserProfileUpdated"))
                .count();
    }

    private static NewSession session(String id) {
        return new NewSession(id, id + "-hash", Instant.EPOCH, true, null, null);
    }

    private static UUID userId(String user) {
        return DerivedId.of("User", user);
    }
}
