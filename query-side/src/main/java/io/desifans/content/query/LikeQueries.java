package io.desifans.content.query;

import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.POST;
import static io.desifans.db.Tables.POST_LIKE;
import static io.desifans.db.Tables.USER;
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
import java.time.Instant;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who likes a post. */
@RestController
class LikeQueries {

    private final DSLContext db;
    private final PostAccess access;

    LikeQueries(DSLContext db, PostAccess access) {
        this.db = db;
        this.access = access;
    }

    record Like(UUID id, PublicUser user, Instant createdAt) {}

    /** The newest first. */
    @GetMapping("/api/v1/posts/{postId}/likes")
    Page<Like> likes(
            @PathVariable UUID postId,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit,
            Caller caller) {
        Cursor after = Cursor.decode(cursor, 2);
        var likes = multiset(select(POST_LIKE.ID, PublicUser.FIELD, POST_LIKE.CREATED_AT)
                        .from(POST_LIKE)
                        .join(USER)
                        .on(USER.ID.eq(POST_LIKE.USER_ID))
                        .where(POST_LIKE.POST_ID.eq(POST.ID))
                        .and(comesAfter(after))
                        .orderBy(POST_LIKE.CREATED_AT.desc(), POST_LIKE.ID.desc())
                        .limit(limit.plusOne()))
                .convertFrom(rows -> rows.map(Records.mapping(Like::new)));
        var found = db.select(access.of(caller), likes)
                .from(POST)
                .join(CREATOR)
                .on(CREATOR.ID.eq(POST.CREATOR_ID))
                .where(POST.ID.eq(postId))
                .and(CreatorChoice.visibleTo(caller))
                .fetchOptional()
                .orElseThrow(() -> Rejected.notFound("post"));
        PostAccess.mustBeOpen(found.value1());
        return Page.of(found.value2(), limit, last -> Cursor.encode(last.createdAt(), last.id()));
    }

    private static Condition comesAfter(@Nullable Cursor cursor) {
        if (cursor == null) return noCondition();
        return row(POST_LIKE.CREATED_AT, POST_LIKE.ID).lessThan(cursor.instant(0), cursor.uuid(1));
    }
}
