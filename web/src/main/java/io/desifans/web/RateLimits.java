package io.desifans.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.BinaryOperator;
import javax.sql.DataSource;
import org.jooq.exception.DataAccessException;

/** Counts how often somebody asks for something: for all nodes together, or on this node alone. */
public final class RateLimits {

    private static final int MOST_REMEMBERED = 100_000;

    /** Each count also takes two that are over with it. */
    private static final String COUNT = """
            with outdated as (delete from event_store.rate_limit where key in (
                select key from event_store.rate_limit
                 where until < ? and key <> ? order by until limit 2 for update skip locked))
            insert into event_store.rate_limit as counted (key, used, until) values (?, 1, ?)
            on conflict (key) do update set
                   used = case when counted.until <= ? then 1 else counted.used + 1 end,
                   until = case when counted.until <= ? then excluded.until else counted.until end
            returning used, until""";

    private static final String TAKE_BACK =
            "update event_store.rate_limit set used = greatest(used - 1, 0) where key = ?";

    private final boolean on;
    private final DataSource database;
    private final BinaryOperator<String> digest;
    private final Clock clock;

    /** Whom the database has named as over the limit, so that a flood does not reach it. */
    private final Cache<String, Count> over =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    private final Cache<String, Count> here = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    /** @param digest the keyed digest of a kind and a value, so that the table tells of nobody */
    public RateLimits(boolean on, DataSource database, BinaryOperator<String> digest, Clock clock) {
        this.on = on;
        this.database = database;
        this.digest = digest;
        this.clock = clock;
    }

    /**
     * How often it was asked for since the window began, this time included.
     *
     * @param isOver whether that is more often than the rate allows
     * @param left until the window ends
     */
    public record Counted(boolean isOver, Duration left) {}

    private record Count(int used, Instant until) {

        Counted under(Rate rate, Instant now) {
            return new Counted(used > rate.most(), Duration.between(now, until));
        }
    }

    public boolean areOn() {
        return on;
    }

    /**
     * Counts for all nodes together.
     *
     * @param what is asked for
     * @param who asks, or for whom
     */
    public Counted count(String what, String who, Rate rate) {
        String key = digest.apply(what, who);
        Instant now = clock.instant();
        Count known = over.getIfPresent(key);
        if (known != null && known.until().isAfter(now)) return known.under(rate, now);
        Count count = stored(key, now, now.plus(rate.window()));
        if (count.used() > rate.most()) over.put(key, count);
        return count.under(rate, now);
    }

    /** Takes one back that was not over the limit. */
    public void takeBack(String what, String who) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(TAKE_BACK)) {
            statement.setString(1, digest.apply(what, who));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new DataAccessException("a count cannot be taken back", e);
        }
    }

    /** Counts on this node alone. */
    Counted countHere(String what, String who, Rate rate) {
        Instant now = clock.instant();
        Count count = here.asMap()
                .merge(
                        what + ' ' + who,
                        new Count(1, now.plus(rate.window())),
                        (before, fresh) ->
                                before.until().isAfter(now) ? new Count(before.used() + 1, before.until()) : fresh);
        return count.under(rate, now);
    }

    private Count stored(String key, Instant now, Instant until) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(COUNT)) {
            statement.setObject(1, utc(now));
            statement.setString(2, key);
            statement.setString(3, key);
            statement.setObject(4, utc(until));
            statement.setObject(5, utc(now));
            statement.setObject(6, utc(now));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Count(
                        row.getInt(1), row.getObject(2, OffsetDateTime.class).toInstant());
            }
        } catch (SQLException e) {
            throw new DataAccessException("a count cannot be stored", e);
        }
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
