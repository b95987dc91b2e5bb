package io.desifans.web;

import io.desifans.eventstore.SealedTexts;
import io.desifans.eventstore.UuidV7;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** What was answered to writes with an {@code Idempotency-Key}: kept for 30 days, sealed under the caller's key. */
final class KeptAnswers {

    /** Whoever has not answered by then is taken for dead, and a repetition does the work again. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final Duration KEPT_FOR = Duration.ofDays(30);
    private static final String FIELD = "answer";

    /** Each new key also takes two that are too old with it. */
    private static final String TAKE = """
            with outdated as (delete from event_store.kept_answer where command_id in (
                select command_id from event_store.kept_answer
                 where taken_at < ? and command_id <> ? order by taken_at limit 2))
            insert into event_store.kept_answer as kept
                   (command_id, request_digest, first_id, taken_at, leased_until)
            values (?, ?, ?, ?, ?)
            on conflict (command_id) do update set leased_until = excluded.leased_until
             where kept.answer is null and kept.leased_until < excluded.taken_at
               and kept.request_digest = excluded.request_digest
            returning first_id, set_config('synchronous_commit', ?, true)""";

    private static final String COMMITTED = " and set_config('synchronous_commit', ?, true) is not null";

    private final DataSource database;
    private final SealedTexts texts;
    private final Clock clock;
    private final String synchronousCommit;

    /**
     * @param besideLog whether the log lies in the same database. Then nothing here need wait for the disk: the append that
     *     follows takes the key to the disk with it, and an answer that a crash takes away is one that was not kept in time.
     */
    KeptAnswers(DataSource database, SealedTexts texts, Clock clock, boolean besideLog) {
        this.synchronousCommit = besideLog ? "off" : "on";
        this.database = database;
        this.texts = texts;
        this.clock = clock;
    }

    /** What comes of a key: the write is to be done now, or its answer is there already. */
    sealed interface Taken {
        record ToDo(IdempotentRequest request) implements Taken {}

        record Done(KeptAnswer answer) implements Taken {}
    }

    /**
     * Takes the key for one try.
     *
     * @param digest of what is asked beside method and path
     * @throws Rejected 422 if the key was used for another request
     * @throws StillRunning if the first try has not been answered
     */
    Taken take(UUID commandId, byte[] digest) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Optional<UUID> firstId = lease(connection, commandId, digest);
            if (firstId.isPresent()) return new Taken.ToDo(new IdempotentRequest(commandId, firstId.get()));
            return new Taken.Done(earlier(connection, commandId, digest));
        }
    }

    private Optional<UUID> lease(Connection connection, UUID commandId, byte[] digest) throws SQLException {
        Instant now = clock.instant();
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setObject(1, utc(now.minus(KEPT_FOR)));
            statement.setObject(2, commandId);
            statement.setObject(3, commandId);
            statement.setBytes(4, digest);
            statement.setObject(5, UuidV7.next());
            statement.setObject(6, utc(now));
            statement.setObject(7, utc(now.plus(LEASE)));
            statement.setString(8, synchronousCommit);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
            }
        }
    }

    private KeptAnswer earlier(Connection connection, UUID commandId, byte[] digest) throws SQLException {
        String sql = "select request_digest, answer from event_store.kept_answer where command_id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, commandId);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) throw new StillRunning();
                if (!MessageDigest.isEqual(row.getBytes(1), digest)) throw IdempotentWrites.usedForAnother();
                String sealed = row.getString(2);
                if (sealed == null) throw new StillRunning();
                return texts.open(commandId, FIELD, sealed)
                        .map(KeptAnswer::parse)
                        .orElseThrow(Rejected::unauthenticated);
            }
        }
    }

    /** From here on every repetition gets this answer. */
    void keep(UUID commandId, String callerId, KeptAnswer answer) throws SQLException {
        Optional<String> sealed = texts.seal(callerId, commandId, FIELD, answer.toJson());
        if (sealed.isEmpty()) return;
        update("update event_store.kept_answer set answer = ?::jsonb where command_id = ?", sealed.get(), commandId);
    }

    /** The try came to nothing: the next one need not wait. */
    void release(UUID commandId) throws SQLException {
        update(
                "update event_store.kept_answer set leased_until = ? where command_id = ? and answer is null",
                utc(Instant.EPOCH),
                commandId);
    }

    private void update(String sql, Object value, UUID commandId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql + COMMITTED)) {
            statement.setObject(1, value);
            statement.setObject(2, commandId);
            statement.setString(3, synchronousCommit);
            statement.executeUpdate();
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
