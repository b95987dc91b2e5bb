package io.desifans.identity.command;

import io.desifans.command.OutboxTable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.stereotype.Component;

/**
 * The mails that events ask for, by the events: neither what a mail says nor to whom stands here. What has ended stays for
 * two days, so that nothing that is done again asks for a mail again.
 */
@Component
public final class MailOutbox {

    private final OutboxTable table;
    private final Clock clock;

    MailOutbox(DataSource database, Clock clock) {
        this.table = new OutboxTable("event_store.mail", database, clock);
        this.clock = clock;
    }

    /** One that is to be sent. @param attempts that have failed */
    record Waiting(UUID eventId, UUID aggregateId, long sequence, Instant askedAt, int attempts) {}

    /** How many wait, and for how long the oldest does. */
    record Backlog(int mails, Duration oldest) {}

    /** Whoever reads the log from its beginning asks for no mail of old. */
    public void add(DomainEventMessage<?> asking) {
        if (isTooOld(asking.getTimestamp())) return;
        table.run(
                """
                insert into event_store.mail (event_id, aggregate_id, sequence, asked_at, due_at)
                values (?, ?, ?, ?, ?) on conflict do nothing""",
                PreparedStatement::executeUpdate,
                UUID.fromString(asking.getIdentifier()),
                UUID.fromString(asking.getAggregateIdentifier()),
                asking.getSequenceNumber(),
                OutboxTable.utc(asking.getTimestamp()),
                OutboxTable.utc(asking.getTimestamp()));
    }

    boolean isTooOld(Instant askedAt) {
        return table.isTooOld(askedAt);
    }

    List<Waiting> due(int most) {
        return table.run("""
                select event_id, aggregate_id, sequence, asked_at, attempts from event_store.mail
                 where ended_at is null and due_at <= ? order by due_at limit ?""", MailOutbox::waiting, OutboxTable.utc(clock.instant()), most);
    }

    /** @param outcome what became of it */
    void end(Waiting mail, String outcome) {
        table.run(
                "update event_store.mail set ended_at = ?, outcome = ? where event_id = ?",
                PreparedStatement::executeUpdate,
                OutboxTable.utc(clock.instant()),
                outcome,
                mail.eventId());
    }

    void postpone(Waiting mail, Duration pause) {
        table.run(
                "update event_store.mail set attempts = attempts + 1, due_at = ? where event_id = ?",
                PreparedStatement::executeUpdate,
                OutboxTable.utc(clock.instant().plus(pause)),
                mail.eventId());
    }

    void forgetEnded() {
        table.forgetEnded();
    }

    Backlog backlog() {
        return table.run("select count(*), min(asked_at) from event_store.mail where ended_at is null", statement -> {
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                OffsetDateTime oldest = row.getObject(2, OffsetDateTime.class);
                return new Backlog(
                        row.getInt(1),
                        oldest == null ? Duration.ZERO : Duration.between(oldest.toInstant(), clock.instant()));
            }
        });
    }

    private static List<Waiting> waiting(PreparedStatement statement) throws SQLException {
        List<Waiting> mails = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next())
                mails.add(new Waiting(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getLong(3),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        row.getInt(5)));
        }
        return mails;
    }
}
