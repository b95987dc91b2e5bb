package io.desifans.eventstore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.desifans.DerivedId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.crypto.SecretKey;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;

/** The keys under which persons' data are sealed, one for each person, made at the first need of it. */
public final class PersonKeys {

    private static final int REMEMBERED = 10_000;

    /** How long another node that does not see the database may still open what was sealed under a key destroyed here. */
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);

    private final DataSource database;
    private final MasterKey masterKey;
    private final Cache<UUID, Optional<SecretKey>> known = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();
    private final List<Runnable> told = new CopyOnWriteArrayList<>();
    private long destructions;

    public PersonKeys(DataSource database, MasterKey masterKey) {
        this.database = database;
        this.masterKey = masterKey;
    }

    /**
     * Whoever keeps personal data in memory is told to forget them: when a key is destroyed, here or on another node, and for
     * two minutes again and again, so that what was being read meanwhile goes too.
     */
    public void whenDestroyed(Runnable forget) {
        told.add(forget);
    }

    /** The id of a person's key. */
    public static UUID keyId(String personId) {
        return DerivedId.of("Key", personId);
    }

    /**
     * Destroys a key for good; a second time changes nothing. A key that is not there is marked all the same. Snapshots
     * sealed under it go as well: without it nobody reads them any more.
     */
    public void destroy(UUID keyId) {
        String sql = """
                with unreadable as (delete from event_store.snapshot where key_ids @> array[?])
                insert into event_store.person_key (key_id, destroyed_at) values (?, now())
                on conflict (key_id) do update set wrapped = null, destroyed_at = now()
                where person_key.destroyed_at is null""";
        try (Connection connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, keyId);
            statement.setObject(2, keyId);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new EventStoreException("the key cannot be destroyed", e);
        }
        forget(keyId);
    }

    /** Forgets what other nodes have destroyed in the last two minutes: nothing is remembered for longer than one. */
    void forgetDestroyed() {
        String sql = "select key_id from event_store.person_key where destroyed_at > now() - interval '2 minutes'";
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) forget(rows.getObject(1, UUID.class));
        } catch (SQLException e) {
            throw new EventStoreException("the destroyed keys cannot be read", e);
        }
    }

    /**
     * Destroys again every key that the log says is destroyed. At each start, because the key table may have come back
     * from a backup that is older than the log.
     */
    void destroyAgain() {
        String sql = """
                insert into event_store.person_key (key_id, person_id, destroyed_at)
                select distinct (payload ->> 'keyId')::uuid, payload ->> 'personId', now()
                  from event_store.event where name = 'KeyDestroyed'
                on conflict (key_id) do update set wrapped = null, destroyed_at = now()
                where person_key.destroyed_at is null""";
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new EventStoreException("the destroyed keys cannot be destroyed again", e);
        }
    }

    /** The person's key, made where there is none; nothing if it is destroyed. */
    Optional<SecretKey> forSealing(String personId) {
        UUID keyId = keyId(personId);
        Optional<SecretKey> key = find(Set.of(keyId)).get(keyId);
        if (key != null) return key;
        byte[] made = AesGcm.random(AesGcm.KEY_BYTES);
        if (stored(keyId, personId, made)) return Optional.of(AesGcm.key(made));
        return forOpening(Set.of(keyId)).apply(keyId);
    }

    /**
     * Fetches the keys of these ids with one query for all that are not remembered. What is returned gives nothing for a
     * destroyed key, and throws {@link KeyMissing} for one that is not there without having been destroyed.
     */
    Function<UUID, Optional<SecretKey>> forOpening(Collection<UUID> keyIds) {
        Map<UUID, Optional<SecretKey>> found = find(keyIds);
        return keyId -> {
            Optional<SecretKey> key = found.get(keyId);
            if (key == null) throw new KeyMissing(keyId);
            return key;
        };
    }

    private Map<UUID, Optional<SecretKey>> find(Collection<UUID> keyIds) {
        Map<UUID, Optional<SecretKey>> found = new HashMap<>(known.getAllPresent(keyIds));
        Set<UUID> unknown = new HashSet<>(keyIds);
        unknown.removeAll(found.keySet());
        if (!unknown.isEmpty()) found.putAll(load(unknown));
        return found;
    }

    private Map<UUID, Optional<SecretKey>> load(Set<UUID> keyIds) {
        long before = destructions();
        Map<UUID, Optional<SecretKey>> loaded = new HashMap<>();
        try (Connection connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "select key_id, wrapped from event_store.person_key where key_id = any(?)")) {
            statement.setArray(1, connection.createArrayOf("uuid", keyIds.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    UUID keyId = rows.getObject(1, UUID.class);
                    loaded.put(keyId, unwrapped(keyId, rows.getBytes(2)));
                }
            }
        } catch (SQLException e) {
            throw new EventStoreException("the keys cannot be read", e);
        }
        remember(loaded, before);
        return loaded;
    }

    private Optional<SecretKey> unwrapped(UUID keyId, byte @Nullable [] wrapped) {
        if (wrapped == null) return Optional.empty();
        return Optional.of(masterKey
                .unwrap(keyId.toString(), wrapped)
                .orElseThrow(() -> new SealedValueRefused("the wrapped key " + keyId + " was changed")));
    }

    /** Whether it was stored; if not, another thread or node was quicker and its key is the person's. */
    private boolean stored(UUID keyId, String personId, byte[] key) {
        String sql = """
                insert into event_store.person_key (key_id, person_id, wrapped) values (?, ?, ?)
                on conflict (key_id) do nothing""";
        try (Connection connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, keyId);
            statement.setString(2, personId);
            statement.setBytes(3, masterKey.wrap(keyId.toString(), key));
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new EventStoreException("the key cannot be made", e);
        }
    }

    private synchronized long destructions() {
        return destructions;
    }

    private void forget(UUID keyId) {
        synchronized (this) {
            destructions++;
            known.invalidate(keyId);
        }
        told.forEach(Runnable::run);
    }

    /** Not if a key was destroyed meanwhile: what was read before would outlive it here. */
    private synchronized void remember(Map<UUID, Optional<SecretKey>> loaded, long before) {
        if (destructions == before) known.putAll(loaded);
    }
}
