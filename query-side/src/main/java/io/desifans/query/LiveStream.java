package io.desifans.query;

import io.desifans.eventstore.LogPosition;
import io.desifans.query.LiveTopic.Item;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One client that is shown things as they happen, at its own pace. */
final class LiveStream {

    /** As many wait for a slow client; the others stay in the log. */
    static final int MOST_WAITING = 500;

    private static final long FOR_EVER = 0L;

    /** Wakes a writer that waits. */
    private static final Item NOTHING = new Item("", LogPosition.START, null);

    final LiveTopic topic;
    final String key;
    final String userId;
    final String sessionId;
    final SseEmitter emitter = new SseEmitter(FOR_EVER);

    /** Up to where in the log it has been shown everything, or it waits here. Only the one thread changes it. */
    long at;

    private final BlockingQueue<Item> waiting = new ArrayBlockingQueue<>(2 * MOST_WAITING);
    private volatile boolean ended;
    private volatile @Nullable Thread writer;

    LiveStream(LiveTopic topic, String key, String userId, String sessionId, long at) {
        this.topic = topic;
        this.key = key;
        this.userId = userId;
        this.sessionId = sessionId;
        this.at = at;
    }

    void start(Duration heartbeat, Runnable afterwards) {
        Thread writing = Thread.ofVirtual().name("live-stream").unstarted(() -> {
            try {
                write(heartbeat);
            } finally {
                afterwards.run();
            }
        });
        writer = writing;
        emitter.onCompletion(this::cut);
        emitter.onError(failure -> cut());
        writing.start();
    }

    /** Whether there is room for another part of what has happened. */
    boolean hasRoom() {
        return waiting.size() <= MOST_WAITING;
    }

    boolean show(List<Item> items) {
        List<Item> there = items.stream().filter(item -> item.data() != null).toList();
        return there.size() <= waiting.remainingCapacity() && (there.isEmpty() || waiting.addAll(there));
    }

    /** After what is being written: a client that is cut off in the middle would take it for a failure. Again: at once. */
    void end() {
        if (ended) cut();
        ended = true;
        boolean unused = waiting.offer(NOTHING); // who does not wait sees it by itself
    }

    private void cut() {
        ended = true;
        Thread writing = writer;
        if (writing != null) writing.interrupt();
    }

    private void write(Duration heartbeat) {
        try {
            emitter.send(SseEmitter.event().comment("here"));
            while (!ended) {
                Item item = waiting.poll(heartbeat.toMillis(), TimeUnit.MILLISECONDS);
                if (ended) break;
                Object data = item == null ? null : item.data();
                if (item == null || data == null)
                    emitter.send(SseEmitter.event().comment("still here"));
                else
                    emitter.send(SseEmitter.event()
                            .id(item.at().toString())
                            .name(topic.name())
                            .data(data, MediaType.APPLICATION_JSON));
            }
        } catch (IOException | IllegalStateException e) {
            ended = true; // the client is gone
        } catch (InterruptedException e) {
            ended = true;
        }
        emitter.complete();
    }
}
