package io.desifans.social.query;

import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.FOLLOWER;
import static io.desifans.db.Tables.USER;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;

import io.desifans.query.CreatorChoice;
import io.desifans.query.PublicUser;
import io.desifans.web.Caller;
import io.desifans.web.Cursor;
import io.desifans.web.Limit;
import io.desifans.web.Page;
import io.desifans.web.Rejected;
import io.desifans.web.SignedIn;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who follows whom. How many follow a creator is on the creator's page; who they are only the creator sees. */
@SignedIn
@RestController
@RequestMapping("/api/v1")
class FollowQueries {

    private final DSLContext db;

    FollowQueries(DSLContext db) {
        this.db = db;
    }

    record Follower(UUID id, PublicUser user, Instant createdAt) {}

    /** The newest first. */
    @GetMapping("/creators/{idOrUsername}/followers")
    Page<Follower> followers(
            @PathVariable String idOrUsername,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit,
            Caller caller) {
        Cursor after = Cursor.decode(cursor, 2);
        var followers = multiset(select(FOLLOWER.ID, PublicUser.FIELD, FOLLOWER.CREATED_AT)
                        .from(FOLLOWER)
                        .join(USER)
                        .on(USER.ID.eq(FOLLOWER.FOLLOWER_ID))
                        .where(FOLLOWER.CREATOR_ID.eq(CREATOR.ID))
                        .and(comesAfter(after))
                        .orderBy(FOLLOWER.CREATED_AT.desc(), FOLLOWER.ID.desc())
                        .limit(limit.plusOne()))
                .convertFrom(rows -> rows.map(mapping(Follower::new)));
        var found = db.select(CREATOR.ID, followers)
                .from(CREATOR)
                .where(CreatorChoice.named("idOrUsername", idOrUsername))
                .and(CreatorChoice.visibleTo(caller))
                .fetchOptional()
                .orElseThrow(() -> Rejected.notFound("creator"));
        if (!caller.is(found.value1()) && !caller.isAdmin())
            throw Rejected.forbidden("NOT_YOURS", "Only the creator sees who follows them.");
        return Page.of(found.value2(), limit, last -> Cursor.encode(last.createdAt(), last.id()));
    }

    /** A creator whom the caller follows. */
    record Following(
            UUID id,
            String creatorId,
            @Nullable String username,
            String displayName,
            @Nullable String profileImageUrl,
            Instant createdAt) {}

    /** The newest first. */
    @GetMapping("/following")
    Page<Following> following(@RequestParam(required = false) @Nullable String cursor, Limit limit, Caller caller) {
        Cursor after = Cursor.decode(cursor, 2);
        List<Following> found = db.select(
                        FOLLOWER.ID,
                        FOLLOWER.CREATOR_ID,
                        CREATOR.USERNAME,
                        CREATOR.DISPLAY_NAME,
                        CREATOR.PROFILE_IMAGE_URL,
                        FOLLOWER.CREATED_AT)
                .from(FOLLOWER)
                .join(CREATOR)
                .on(CREATOR.ID.eq(FOLLOWER.CREATOR_ID))
                .where(FOLLOWER.FOLLOWER_ID.eq(caller.id()))
                .and(comesAfter(after))
                .orderBy(FOLLOWER.CREATED_AT.desc(), FOLLOWER.ID.desc())
                .limit(limit.plusOne())
                .fetch(mapping(Following::new));
        return Page.of(found, limit, last -> Cursor.encode(last.createdAt(), last.id()));
    }

    private static Condition comesAfter(@Nullable Cursor cursor) {
        if (cursor == null) return noCondition();
        return row(FOLLOWER.CREATED_AT, FOLLOWER.ID).lessThan(cursor.instant(0), cursor.uuid(1));
    }
}
