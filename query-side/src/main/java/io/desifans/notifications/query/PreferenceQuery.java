package io.desifans.notifications.query;

import static io.desifans.db.Tables.NOTIFICATION_PREFERENCE;

import io.desifans.web.Caller;
import io.desifans.web.SignedIn;
import org.jooq.DSLContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the caller wants notifications. */
@SignedIn
@RestController
class PreferenceQuery {

    private final DSLContext db;

    PreferenceQuery(DSLContext db) {
        this.db = db;
    }

    /** @param enabled true until the user says otherwise */
    record Preference(boolean enabled) {}

    @GetMapping("/api/v1/notification-preference")
    Preference own(Caller caller) {
        return db.select(NOTIFICATION_PREFERENCE.ENABLED)
                .from(NOTIFICATION_PREFERENCE)
                .where(NOTIFICATION_PREFERENCE.USER_ID.eq(caller.id()))
                .fetchOptional(row -> new Preference(row.value1()))
                .orElseGet(() -> new Preference(true));
    }
}
