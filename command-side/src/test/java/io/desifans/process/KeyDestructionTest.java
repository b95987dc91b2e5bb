package io.desifans.process;

import static org.awaitility.Awaitility.await;

import io.desifans.command.CommandSideTest;
import io.desifans.eventstore.PersonKeys;
import io.desifans.identity.KeyEvent.KeyDestroyed;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class KeyDestructionTest extends CommandSideTest {

    @Autowired
    private ProcessRunner processes;

    @Autowired
    private EventStore log;

    @Autowired
    private JdbcTemplate database;

    @Test
    void a_key_is_destroyed_after_the_decision_and_again_after_a_restore_of_the_keys() {
        UUID keyId = PersonKeys.keyId("asha");
        restore(keyId);
        log.publish(new GenericDomainEventMessage<>("Key", keyId.toString(), 0, new KeyDestroyed(keyId, "asha")));
        await().until(() -> isDestroyed(keyId));

        processes.stop();
        restore(keyId);
        database.update("delete from event_store.token where name = 'key-destruction'");
        processes.start();
        await().until(() -> isDestroyed(keyId));
    }

    private void restore(UUID keyId) {
        database.update("""
                insert into event_store.person_key (key_id, person_id, wrapped) values (?, 'asha', '\\x00')
                on conflict (key_id) do update set wrapped = excluded.wrapped, destroyed_at = null""", keyId);
    }

    private boolean isDestroyed(UUID keyId) {
        return Boolean.TRUE.equals(database.queryForObject(
                "select wrapped is null from event_store.person_key where key_id = ?", Boolean.class, keyId));
    }
}
