package io.desifans.notifications.command;

import io.desifans.command.OutboxTable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The pushes that wait, by notification and subscription: what they say and where they go is read from the tables when they
 * are sent. What has ended stays for two days, so that nothing that is done again asks for a push again.
 */
@Component
public final class PushOutbox {

    private final OutboxTable table;
    private final Clock clock;

    PushOutbox(DataSource database, Clock clock) {
        this.table = new OutboxTable("event_store.push", database, clock);
        this.clock = clock;
    }

    /**
     * One that is to be sent.
     *
     * @param attempts that have failed
     * @param target null if its subscription or its notification is gone
     */
    record Waiting(
            UUID notificationId,
            UUID subscriptionId,
            Instant askedAt,
            int attempts,
            @Nullable Target target) {}

    /** Where it goes and what it says. */
    record Target(
            String userId,
            String endpoint,
            String p256dh,
            String auth,
            String type,
            String title,
            String message,
            @Nullable String link) {

        /** Without the address. */
        @Override
        public String toString() {
            return "Target[" + type + "]";
        }
    }

    /**
     * Asks for a push to each browser that whoever gets one of these notifications had then, unless they have wanted none
     * at any time since.
     */
    public void add(Collection<UUID> notificationIds, Instant askedAt) {
        if (isTooOld(askedAt)) return;
        table.run(
                """
                insert into event_store.push (notification_id, subscription_id, asked_at, due_at)
                select n.id, s.id, ?, ? from notification n
                  join "pushSubscription" s on s."userId" = n."userId" and s."createdAt" <= n."createdAt"
                 where n.id = any (?) and not exists (
                    select from "notificationPreference" p where p."userId" = n."userId" and (not p.enabled
                       or p."updatedAt" > n."createdAt" and p."updatedAt" > p."createdAt"))
                on conflict do nothing""",
                PreparedStatement::executeUpdate,
                OutboxTable.utc(askedAt),
                OutboxTable.utc(askedAt),
                notificationIds.toArray(UUID[]::new));
    }

    boolean isTooOld(Instant askedAt) {
        return table.isTooOld(askedAt);
    }

    List<Waiting> due(int most) {
        return table.run("""
                select o.notification_id, o.subscription_id, o.asked_at, o.attempts,
                       s."userId", s.endpoint, s.p256dh, s.auth, n.type, n.title, n.message, n.link
                  from event_store.push o
                  left join (notification n join "pushSubscription" s on s."userId" = n."userId")
                    on n.id = o.notification_id and s.id = o.subscription_id
                 where o.ended_at is null and o.due_at <= ? order by o.due_at limit ?""", PushOutbox::waiting, OutboxTable.utc(clock.instant()), most);
    }

    /** @param outcome what became of it */
    void end(Waiting push, String outcome) {
        table.run(
                "update event_store.push set ended_at = ?, outcome = ? where notification_id = ? and subscription_id = ?",
                PreparedStatement::executeUpdate,
                OutboxTable.utc(clock.instant()),
                outcome,
                push.notificationId(),
                push.subscriptionId());
    }

    void postpone(Waiting push, Duration pause) {
        table.run(
                """
                update event_store.push set attempts = attempts + 1, due_at = ?
                 where notification_id = ? and subscription_id = ?""",
                PreparedStatement::executeUpdate,
                OutboxTable.utc(clock.instant().plus(pause)),
                push.notificationId(),
                push.subscriptionId());
    }

    int waiting() {
        return table.run("select count(*) from event_store.push where ended_at is null", statement -> {
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    void forgetEnded() {
        table.forgetEnded();
    }

    private static List<Waiting> waiting(PreparedStatement statement) throws SQLException {
        List<Waiting> pushes = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next())
                pushes.add(new Waiting(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getInt(4),
                        row.getString(5) == null ? null : target(row)));
        }
        return pushes;
    }

    private static Target target(ResultSet row) throws SQLException {
        return new Target(
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12));
    }
}
