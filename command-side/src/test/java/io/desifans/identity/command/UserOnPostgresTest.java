package io.desifans.identity.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.DerivedId;
import io.desifans.command.ClaimKind;
import io.desifans.command.Claims;
import io.desifans.command.Command;
import io.desifans.command.CommandSideTest;
import io.desifans.command.Commands;
import io.desifans.command.NewId;
import io.desifans.command.Past;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.identity.command.UserCommand.EraseUser;
import io.desifans.identity.command.UserCommand.MakeFirstAdmin;
import io.desifans.identity.command.UserCommand.NewSession;
import io.desifans.identity.command.UserCommand.RegisterFirstAdmin;
import io.desifans.identity.command.UserCommand.RegisterUser;
import io.desifans.identity.command.UserCommand.Registration;
import io.desifans.identity.command.UserCommand.RevokeSession;
import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class UserOnPostgresTest extends CommandSideTest {

    @Autowired
    private Commands commands;

    @Autowired
    private Claims claims;

    @Autowired
    private CommandBus bus;

    @Autowired
    private EventStore log;

    @Autowired
    private JdbcTemplate database;

    @Test
    void a_sign_up_is_one_append_that_says_who_sent_what_from_which_request() {
        String userId = NewId.next();
        commands.send(register(userId, "envelope@example.test"), Caller.ANONYMOUS);
        List<Map<String, Object>> events = database.queryForList("""
                select tx::text as tx, name, revision, aggregate_type, metadata ->> 'actor' as actor,
                       metadata ->> 'subjects' as subjects, metadata ->> 'commandId' as command,
                       metadata ->> 'causationId' as cause, metadata ->> 'correlationId' as flow,
                       metadata ->> 'admin' as role, payload::text || metadata::text as stored
                from event_store.event where metadata ->> 'subjects' = ? order by seq""", userId);
        assertThat(events)
                .extracting(event -> event.get("name"))
                .containsExactly("UserRegistered", "CredentialSet", "SessionStarted", "ClaimTaken");
        assertThat(events)
                .extracting(event -> event.get("tx"))
                .containsOnly(events.getFirst().get("tx"));
        assertThat(events).allSatisfy(event -> {
            assertThat(event).containsEntry("actor", "anonymous").containsEntry("role", null);
            assertThat(event.get("command")).isEqualTo(event.get("cause")).isEqualTo(event.get("flow"));
            assertThat(event.get("stored").toString())
                    .doesNotContain("envelope@example", "Asha", "127.0.0.9", "test agent", "stored hash");
        });
    }

    @Test
    void a_command_is_refused_to_who_may_not_send_it_whatever_the_endpoint() {
        String userId = NewId.next();
        commands.send(register(userId, "alone@example.test"), Caller.ANONYMOUS);
        Caller user = new Caller(userId, "session", Set.of("user"));
        assertThat(statusOf(new RevokeSession(userId, "session", "sign-out"), Caller.ANONYMOUS))
                .isEqualTo(403);
        assertThat(statusOf(new EraseUser(userId, userId, "erasure"), user)).isEqualTo(403);
        assertThat(statusOf(new MakeFirstAdmin(userId), admin("root"))).isEqualTo(403);
        assertThatThrownBy(() -> commands.sendAsSystem("test", new EraseUser(userId, "root", "erasure")))
                .isInstanceOf(Rejected.class);
        assertThat(eventsOf(userId)).hasSize(4);
    }

    @Test
    void a_command_to_a_user_who_never_was_finds_nobody() {
        String nobody = NewId.next();
        assertThat(statusOf(new RevokeSession(nobody, "session", "sign-out"), new Caller(nobody, "session", Set.of())))
                .isEqualTo(404);
    }

    @Test
    void an_erasure_frees_the_email_and_destroys_the_key_in_one_append() {
        String root = rootAdmin();
        String asha = NewId.next();
        commands.send(register(asha, "asha@example.test"), Caller.ANONYMOUS);
        commands.send(new EraseUser(asha, root, "erasure"), admin(root), "asked for it in a letter");

        assertThat(eventsOf(asha)).contains("UserDeleted", "ClaimReleased", "KeyDestroyed");
        assertThat(database.queryForObject("""
                select count(distinct tx::text) from event_store.event
                where name in ('UserDeleted', 'ClaimReleased', 'KeyDestroyed') and metadata ->> 'subjects' = ?""", Integer.class, asha)).isEqualTo(1);
        assertThat(claims.holderOf(ClaimKind.EMAIL, "asha@example.test")).isEmpty();
        assertThat(statusOf(new EraseUser(asha, root, "erasure"), admin(root))).isEqualTo(404);
        assertThat(statusOf(register(NewId.next(), "asha@example.test"), Caller.ANONYMOUS))
                .isEqualTo(200);
    }

    @Test
    void an_erasure_frees_a_creators_username_and_subdomain_for_others() {
        String root = rootAdmin();
        String mina = NewId.next();
        commands.send(register(mina, "mina@example.test"), Caller.ANONYMOUS);
        log.publish(new GenericDomainEventMessage<>(
                "Creator", DerivedId.of("Creator", mina).toString(), 0, Past.onboarded(mina, "mina")));
        bus.subscribe(TakeNames.class.getName(), command -> {
            claims.take(ClaimKind.USERNAME, "mina", mina);
            claims.take(ClaimKind.SUBDOMAIN, "mina", mina);
            return null;
        });
        commands.sendAsSystem("test", new TakeNames());
        commands.send(new EraseUser(mina, root, "erasure"), admin(root));
        assertThat(claims.holderOf(ClaimKind.USERNAME, "mina")).isEmpty();
        assertThat(claims.holderOf(ClaimKind.SUBDOMAIN, "mina")).isEmpty();
    }

    /** In place of a creator's own commands, which live in another domain. */
    @SentBy(Sender.SYSTEM)
    private record TakeNames() implements Command {}

    private String rootAdmin() {
        String root = claims.holderOf(ClaimKind.FIRST_ADMIN, "").orElseGet(NewId::next);
        Registration registration = new Registration("Root", "root@example.test", null, NewId.next(), "stored hash");
        commands.sendAsSystem("bootstrap", new RegisterFirstAdmin(root, registration));
        return root;
    }

    private static Caller admin(String userId) {
        return new Caller(userId, "session", Set.of("user", "admin"));
    }

    private static RegisterUser register(String userId, String email) {
        NewSession session = new NewSession(
                NewId.next(), NewId.next(), Instant.parse("2026-11-22T10:00:00Z"), true, "127.0.0.9", "test agent");
        return new RegisterUser(userId, new Registration("Asha", email, null, NewId.next(), "stored hash"), session);
    }

    /** 200, or the status with which it was refused. */
    private int statusOf(Command command, Caller caller) {
        try {
            commands.send(command, caller);
            return 200;
        } catch (Rejected e) {
            return e.status();
        }
    }

    private List<String> eventsOf(String userId) {
        return database.queryForList(
                "select name from event_store.event where metadata ->> 'subjects' = ? order by seq",
                String.class,
                userId);
    }
}
