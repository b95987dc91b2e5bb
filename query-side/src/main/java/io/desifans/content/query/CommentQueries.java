package io.desifans.content.query;

import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.POST;
import static io.desifans.db.Tables.POST_COMMENT;
import static io.desifans.db.Tables.USER;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;

import io.desifans.db.tables.PostComment;
import io.desifans.query.CreatorChoice;
import io.desifans.query.PublicUser;
import io.desifans.web.Caller;
import io.desifans.web.Cursor;
import io.desifans.web.Limit;
import io.desifans.web.Page;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The comments below a post, one level of their tree at a time. */
@RestController
class CommentQueries {

    private static final PostComment REPLY = POST_COMMENT.as("reply");

    private final DSLContext db;
    private final PostAccess access;

    CommentQueries(DSLContext db, PostAccess access) {
        this.db = db;
        this.access = access;
    }

    /** @param replyCount direct replies */
    record Comment(
            UUID id,
            @Nullable UUID parentCommentId,
            PublicUser user,
            String content,
            Instant createdAt,
            Instant updatedAt,
            int replyCount) {}

    /**
     * The oldest first.
     *
     * @param parent the comment whose direct replies are asked for; without it the comments at the top
     */
    @GetMapping("/api/v1/posts/{postId}/comments")
    Page<Comment> comments(
            @PathVariable UUID postId,
            @RequestParam(required = false) @Nullable UUID parent,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit,
            Caller caller) {
        Cursor after = Cursor.decode(cursor, 2);
        var found = db.select(access.of(caller), isOfPost(parent), level(parent, after, limit))
                .from(POST)
                .join(CREATOR)
                .on(CREATOR.ID.eq(POST.CREATOR_ID))
                .where(POST.ID.eq(postId))
                .and(CreatorChoice.visibleTo(caller))
                .fetchOptional()
                .orElseThrow(() -> Rejected.notFound("post"));
        PostAccess.mustBeOpen(found.value1());
        if (parent != null && !found.value2()) throw Rejected.notFound("comment");
        return Page.of(found.value3(), limit, last -> Cursor.encode(last.createdAt(), last.id()));
    }

    private static Field<List<Comment>> level(@Nullable UUID parent, @Nullable Cursor after, Limit limit) {
        return multiset(select(
                                POST_COMMENT.ID,
                                POST_COMMENT.PARENT_COMMENT_ID,
                                PublicUser.FIELD,
                                POST_COMMENT.CONTENT,
                                POST_COMMENT.CREATED_AT,
                                POST_COMMENT.UPDATED_AT,
                                field(selectCount().from(REPLY).where(REPLY.PARENT_COMMENT_ID.eq(POST_COMMENT.ID))))
                        .from(POST_COMMENT)
                        .join(USER)
                        .on(USER.ID.eq(POST_COMMENT.USER_ID))
                        .where(POST_COMMENT.POST_ID.eq(POST.ID))
                        .and(isBelow(parent))
                        .and(comesAfter(after))
                        .orderBy(POST_COMMENT.CREATED_AT, POST_COMMENT.ID)
                        .limit(limit.plusOne()))
                .convertFrom(rows -> rows.map(mapping(Comment::new)));
    }

    private static Field<Boolean> isOfPost(@Nullable UUID commentId) {
        return field(exists(selectOne()
                .from(POST_COMMENT)
                .where(POST_COMMENT.ID.eq(commentId))
                .and(POST_COMMENT.POST_ID.eq(POST.ID))));
    }

    private static Condition isBelow(@Nullable UUID parent) {
        return parent == null ? POST_COMMENT.PARENT_COMMENT_ID.isNull() : POST_COMMENT.PARENT_COMMENT_ID.eq(parent);
    }

    private static Condition comesAfter(@Nullable Cursor cursor) {
        if (cursor == null) return noCondition();
        return row(POST_COMMENT.CREATED_AT, POST_COMMENT.ID).greaterThan(cursor.instant(0), cursor.uuid(1));
    }
}
