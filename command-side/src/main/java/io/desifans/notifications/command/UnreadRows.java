package io.desifans.notifications.command;

import static io.desifans.db.Tables.NOTIFICATION;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** What a person has not read yet, as far as they can see it themselves. */
@Component
final class UnreadRows {

    private final DSLContext tables;

    UnreadRows(DSLContext tables) {
        this.tables = tables;
    }

    /** Whether a notification is there for this person; empty if not, else whether it is unread. */
    Optional<Boolean> isUnread(UUID notificationId, String userId) {
        return tables.select(NOTIFICATION.READ)
                .from(NOTIFICATION)
                .where(NOTIFICATION.ID.eq(notificationId), NOTIFICATION.USER_ID.eq(userId))
                .fetchOptional(row -> !row.value1());
    }

    List<UUID> of(String userId) {
        return tables.select(NOTIFICATION.ID)
                .from(NOTIFICATION)
                .where(NOTIFICATION.USER_ID.eq(userId), NOTIFICATION.READ.isFalse())
                .orderBy(NOTIFICATION.ID)
                .fetch(NOTIFICATION.ID);
    }
}
