package io.desifans.notifications.query;

import static io.desifans.db.Tables.NOTIFICATION;
import static org.jooq.Records.mapping;

import io.desifans.DerivedId;
import io.desifans.eventstore.LogPosition;
import io.desifans.notifications.query.NotificationQueries.Notification;
import io.desifans.query.LiveStreams;
import io.desifans.query.LiveTopic;
import io.desifans.web.Caller;
import io.desifans.web.SignedIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What a user is told, as it happens. */
@SignedIn
@RestController
class NotificationStream implements LiveTopic {

    private static final String RAISED = """
            select e.epoch, e.seq, u.id, e.aggregate_id, e.payload ->> 'causeId'
              from event_store.event e, unnest(string_to_array(e.metadata ->> 'subjects', ',')) as u(id)
             where e.name in ('NotificationRaised', 'AudienceNotified') and e.seq > ? and e.seq <= ?
               and string_to_array(e.metadata ->> 'subjects', ',') && ?::text[] and u.id = any (?::text[])
             order by e.seq limit ?""";

    private final DSLContext db;
    private final LiveStreams streams;

    NotificationStream(DSLContext db, LiveStreams streams) {
        this.db = db;
        this.streams = streams;
    }

    @GetMapping(path = "/api/v1/notifications/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> own(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId, Caller caller) {
        return streams.open(this, caller.id(), caller, lastEventId);
    }

    @Override
    public String name() {
        return "notification";
    }

    private record Raised(LogPosition at, String userId, UUID notificationId) {}

    @Override
    public List<Item> between(long after, long upTo, Set<String> keys, int most) {
        String[] users = keys.toArray(String[]::new);
        List<Raised> raised = db.resultQuery(RAISED, after, upTo, users, users, most)
                .fetch(row -> new Raised(
                        new LogPosition(row.get(0, int.class), row.get(1, long.class)),
                        row.get(2, String.class),
                        row.get(4) == null
                                ? row.get(3, UUID.class)
                                : DerivedId.of("notification", row.get(4, String.class), row.get(2, String.class))));
        if (raised.isEmpty()) return List.of();
        Map<UUID, Notification> rows =
                rows(raised.stream().map(Raised::notificationId).toList());
        List<Item> items = new ArrayList<>();
        for (Raised each : raised) items.add(new Item(each.userId(), each.at(), rows.get(each.notificationId())));
        return items;
    }

    private Map<UUID, Notification> rows(List<UUID> ids) {
        return db.select(
                        NOTIFICATION.ID,
                        NOTIFICATION.TYPE,
                        NOTIFICATION.TITLE,
                        NOTIFICATION.MESSAGE,
                        NOTIFICATION.LINK,
                        NOTIFICATION.READ,
                        NOTIFICATION.CREATED_AT)
                .from(NOTIFICATION)
                .where(NOTIFICATION.ID.in(ids))
                .fetchMap(NOTIFICATION.ID, mapping(Notification::new));
    }
}
