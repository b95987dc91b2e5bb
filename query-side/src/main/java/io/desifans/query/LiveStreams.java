package io.desifans.query;

import static io.desifans.db.Tables.SESSION;
import static io.desifans.db.Tables.USER;

import io.desifans.eventstore.LogPosition;
import io.desifans.query.LiveTopic.Item;
import io.desifans.web.Busy;
import io.desifans.web.Caller;
import io.desifans.web.ReadModelPosition;
import io.desifans.web.Rejected;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * All clients of this node that are shown things as they happen. One thread looks for all of them together when the read
 * model has moved, so that what it shows can be read; an id of an event is its place in the log, where any node goes on.
 */
public final class LiveStreams implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);
    /** Tells a proxy in front of us to hand on at once what it gets. */
    private static final String UNBUFFERED = "X-Accel-Buffering";

    private static final int MOST_OF_A_USER = 5;
    private static final Duration LONGEST_END = Duration.ofSeconds(1);
    private static final long BETWEEN_LOOKS_MILLIS = 1000;
    private static final String SHOWN = "select seq from event_store.token where name = 'read-models'";

    private final DSLContext db;
    private final ReadModelPosition readModel;
    private final Clock clock;
    private final Duration heartbeat;
    private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
    private final Semaphore news = new Semaphore(0);
    private @Nullable Thread thread;
    private volatile boolean running;
    private long served;
    private Instant looked = Instant.EPOCH;

    LiveStreams(DSLContext db, ReadModelPosition readModel, Clock clock, Duration heartbeat) {
        this.db = db;
        this.readModel = readModel;
        this.clock = clock;
        this.heartbeat = heartbeat;
    }

    /**
     * Shows a caller what happens from now on, or since the last event they have seen.
     *
     * @param key whose things of the topic they are
     * @param lastEventId the header of this name
     */
    public ResponseEntity<SseEmitter> open(LiveTopic topic, String key, Caller caller, @Nullable String lastEventId) {
        String sessionId = Objects.requireNonNullElse(caller.sessionId(), "");
        LiveStream stream =
                new LiveStream(topic, key, caller.id(), sessionId, lastEventId == null ? shown() : seen(lastEventId));
        synchronized (streams) {
            if (!running) throw new Busy();
            if (streams.stream()
                            .filter(each -> each.userId.equals(stream.userId))
                            .count()
                    >= MOST_OF_A_USER)
                throw Rejected.conflict("TOO_MANY_STREAMS", "Five streams are open already; close one of them.");
            streams.add(stream);
        }
        stream.start(heartbeat, () -> streams.remove(stream));
        news.release();
        return ResponseEntity.ok().header(UNBUFFERED, "no").body(stream.emitter);
    }

    private static long seen(String lastEventId) {
        try {
            return LogPosition.parse(lastEventId).seq();
        } catch (IllegalArgumentException e) {
            throw Rejected.invalid("Last-Event-ID", "Last-Event-ID must be the id of an event of such a stream.");
        }
    }

    private long shown() {
        return db.resultQuery(SHOWN).fetchOptional(0, long.class).orElse(0L);
    }

    private void run() {
        while (running) {
            try {
                if (news.tryAcquire(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS)) news.drainPermits();
                if (!streams.isEmpty()) look();
            } catch (DataAccessException | org.jooq.exception.DataAccessException e) {
                LOG.warn("Streams wait for the database ({})", e.getClass().getSimpleName());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void look() {
        endThoseWithoutSession();
        long upTo = shown();
        Map<LiveTopic, List<LiveStream>> byTopic = streams.stream()
                .filter(stream -> stream.at < upTo && stream.hasRoom())
                .collect(Collectors.groupingBy(stream -> stream.topic));
        byTopic.forEach((topic, all) -> {
            serve(topic, all.stream().filter(each -> each.at == served).toList(), served, upTo);
            for (LiveStream late : all) if (late.at < upTo) serveAlone(late, upTo);
        });
        served = upTo;
    }

    /** Those who have seen the same are served by one look; whose client is slow is late from then on. */
    private void serve(LiveTopic topic, List<LiveStream> all, long after, long upTo) {
        if (all.isEmpty()) return;
        Set<String> keys = all.stream().map(each -> each.key).collect(Collectors.toSet());
        Map<String, List<Item>> items =
                topic.between(after, upTo, keys, Integer.MAX_VALUE).stream().collect(Collectors.groupingBy(Item::key));
        for (LiveStream stream : all) if (stream.show(items.getOrDefault(stream.key, List.of()))) stream.at = upTo;
    }

    private void serveAlone(LiveStream stream, long upTo) {
        List<Item> items = stream.topic.between(stream.at, upTo, Set.of(stream.key), LiveStream.MOST_WAITING);
        if (!stream.show(items)) return;
        boolean all = items.size() < LiveStream.MOST_WAITING;
        stream.at = all ? upTo : items.getLast().at().seq();
        if (!all) news.release();
    }

    /** Once a second: a session ends by itself, too. */
    private void endThoseWithoutSession() {
        Instant now = clock.instant();
        if (now.isBefore(looked.plusMillis(BETWEEN_LOOKS_MILLIS))) return;
        looked = now;
        Set<String> ids = streams.stream().map(stream -> stream.sessionId).collect(Collectors.toSet());
        Set<String> live = db.select(SESSION.ID)
                .from(SESSION)
                .join(USER)
                .on(USER.ID.eq(SESSION.USER_ID))
                .where(SESSION.ID.in(ids), SESSION.EXPIRES_AT.gt(now))
                .and(USER.BANNED.isNull().or(USER.BANNED.isFalse()).or(USER.BAN_EXPIRES.le(now)))
                .fetchSet(SESSION.ID);
        for (LiveStream stream : streams) if (!live.contains(stream.sessionId)) stream.end();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("live-streams").daemon(true).start(this::run);
        readModel.onMove(news::release);
    }

    /** Clients go on at another node. */
    @Override
    public void stop() {
        synchronized (streams) {
            running = false;
        }
        news.release();
        for (int times = 0; times < 2; times++) {
            streams.forEach(LiveStream::end);
            long end = System.nanoTime() + LONGEST_END.toNanos();
            while (!streams.isEmpty() && System.nanoTime() < end) LockSupport.parkNanos(this, 10_000_000);
        }
        if (thread != null) thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server, which would wait for them. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
