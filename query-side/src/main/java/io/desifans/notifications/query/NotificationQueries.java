package io.desifans.notifications.query;

import static io.desifans.db.Tables.NOTIFICATION;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;

import io.desifans.notifications.NotificationType;
import io.desifans.query.NewestFirst;
import io.desifans.web.Caller;
import io.desifans.web.Limit;
import io.desifans.web.OneOf;
import io.desifans.web.Page;
import io.desifans.web.SignedIn;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a user is told. */
@SignedIn
@RestController
class NotificationQueries {

    private static final NewestFirst NEWEST = new NewestFirst(NOTIFICATION.CREATED_AT, NOTIFICATION.ID);

    private final DSLContext db;

    NotificationQueries(DSLContext db) {
        this.db = db;
    }

    /** @param link the API resource it is about */
    record Notification(
            UUID id,
            @OneOf(NotificationType.class) String type,
            String title,
            String message,
            @Nullable String link,
            boolean read,
            Instant createdAt) {}

    /** @param unreadCount of all pages */
    record Notifications(List<Notification> items, @Nullable String nextCursor, int unreadCount) {}

    /**
     * The newest first.
     *
     * @param unread true for those not read yet, false for the others; all if absent
     */
    @GetMapping("/api/v1/notifications")
    Notifications own(
            @RequestParam(required = false) @Nullable Boolean unread,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit,
            Caller caller) {
        var items = multiset(select(
                                NOTIFICATION.ID,
                                NOTIFICATION.TYPE,
                                NOTIFICATION.TITLE,
                                NOTIFICATION.MESSAGE,
                                NOTIFICATION.LINK,
                                NOTIFICATION.READ,
                                NOTIFICATION.CREATED_AT)
                        .from(NOTIFICATION)
                        .where(NOTIFICATION.USER_ID.eq(caller.id()))
                        .and(unread == null ? noCondition() : NOTIFICATION.READ.ne(unread))
                        .and(NEWEST.after(cursor))
                        .orderBy(NEWEST.order())
                        .limit(limit.plusOne()))
                .convertFrom(rows -> rows.map(mapping(Notification::new)));
        var unreadCount = field(selectCount()
                .from(NOTIFICATION)
                .where(NOTIFICATION.USER_ID.eq(caller.id()))
                .and(NOTIFICATION.READ.isFalse()));
        return db.select(items, unreadCount).fetchSingle(mapping((found, count) -> {
            Page<Notification> page = Page.of(found, limit, last -> NewestFirst.cursor(last.createdAt(), last.id()));
            return new Notifications(page.items(), page.nextCursor(), count);
        }));
    }
}
