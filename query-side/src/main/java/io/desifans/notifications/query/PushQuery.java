package io.desifans.notifications.query;

import static io.desifans.db.Tables.PUSH_SUBSCRIPTION;
import static org.jooq.Records.mapping;

import io.desifans.web.Caller;
import io.desifans.web.SignedIn;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the caller's browsers take pushes, and the key with which they subscribe. */
@SignedIn
@RestController
class PushQuery {

    private static final int MOST = 100;

    private final DSLContext db;
    private final @Nullable String key;

    PushQuery(DSLContext db, @Value("${desifans.push.public-key:}") String key) {
        this.db = db;
        this.key = key.isBlank() ? null : key;
    }

    record PushSubscription(
            UUID id, String endpoint, @Nullable String userAgent, Instant createdAt) {}

    /** @param applicationServerKey null where no pushes are sent */
    record PushSubscriptions(
            List<PushSubscription> items, @Nullable String applicationServerKey) {}

    @GetMapping("/api/v1/push-subscriptions")
    PushSubscriptions own(Caller caller) {
        List<PushSubscription> items = db.select(
                        PUSH_SUBSCRIPTION.ID,
                        PUSH_SUBSCRIPTION.ENDPOINT,
                        PUSH_SUBSCRIPTION.USER_AGENT,
                        PUSH_SUBSCRIPTION.CREATED_AT)
                .from(PUSH_SUBSCRIPTION)
                .where(PUSH_SUBSCRIPTION.USER_ID.eq(caller.id()))
                .orderBy(PUSH_SUBSCRIPTION.CREATED_AT.desc(), PUSH_SUBSCRIPTION.ID.desc())
                .limit(MOST)
                .fetch(mapping(PushSubscription::new));
        return new PushSubscriptions(items, key);
    }
}
