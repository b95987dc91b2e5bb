package io.desifans.content.query;

import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.POST;
import static io.desifans.db.Tables.POST_COMMENT;
import static io.desifans.db.Tables.USER;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.trueCondition;

import io.desifans.content.query.Paywall.Access;
import io.desifans.db.tables.PostComment;
import io.desifans.query.CreatorChoice;
import io.desifans.query.PublicUser;
import io.desifans.web.Caller;
import io.desifans.web.Cursor;
import io.desifans.web.KeptSelect;
import io.desifans.web.Limit;
import io.desifans.web.Page;
import io.desifans.web.Rejected;
import io.desifans.web.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Select;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The comments below a post, one level of their tree at a time. */
@RestController
class CommentQueries {

    private static final PostComment REPLY = POST_COMMENT.as("reply");
    private static final Param<UUID> POST_ID = param("postId", UUID.class);
    private static final Param<UUID> PARENT = param("parent", UUID.class);
    private static final Param<Instant> AFTER_TIME = param("afterTime", POST_COMMENT.CREATED_AT.getDataType());
    private static final Param<UUID> AFTER_ID = param("afterId", UUID.class);
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final KeptSelect atTop;
    private final KeptSelect ofParent;
    private final PostAccess access;

    CommentQueries(DataSource database, PostAccess access) {
        this.atTop = new KeptSelect(database, level(trueCondition(), POST_COMMENT.PARENT_COMMENT_ID.isNull()));
        this.ofParent = new KeptSelect(database, level(isOfPost(), POST_COMMENT.PARENT_COMMENT_ID.eq(PARENT)));
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
            int replyCount) {

        static @Nullable Comment read(Row row) {
            UUID id = row.maybeUuid();
            if (id == null) return null;
            return new Comment(
                    id, row.maybeUuid(), PublicUser.read(row), row.text(), row.instant(), row.instant(), row.integer());
        }
    }

    /** @param comment null where the level has none */
    private record Found(
            Access access, boolean parentFound, @Nullable Comment comment) {

        static Found read(Row row, Caller caller) {
            String type = row.text();
            String creatorId = row.text();
            return new Found(PostAccess.read(row, type, creatorId, caller), row.flag(), Comment.read(row));
        }
    }

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
        KeptSelect.Asked asked = parent == null
                ? access.by(caller, atTop)
                : access.by(caller, ofParent).with(PARENT, parent);
        List<Found> found = asked.with(POST_ID, postId)
                .with(AFTER_TIME, after == null ? Instant.EPOCH : after.instant(0))
                .with(AFTER_ID, after == null ? BEFORE_ALL : after.uuid(1))
                .upTo(limit)
                .all(row -> Found.read(row, caller));
        if (found.isEmpty()) throw Rejected.notFound("post");
        PostAccess.mustBeOpen(found.getFirst().access());
        if (!found.getFirst().parentFound()) throw Rejected.notFound("comment");
        List<Comment> comments =
                found.stream().map(Found::comment).filter(Objects::nonNull).toList();
        return Page.of(comments, limit, last -> Cursor.encode(last.createdAt(), last.id()));
    }

    /** What is to be known of the post stands in every row, and is found once: one row, if it has no comment there. */
    private static Select<?> level(Condition parentFound, Condition isOnLevel) {
        List<Field<?>> ofPost = new ArrayList<>(List.of(POST.POST_TYPE, POST.CREATOR_ID));
        for (Field<?> column : PostAccess.COLUMNS) ofPost.add(column.as("access" + ofPost.size()));
        ofPost.add(field(parentFound).as("parentFound"));
        ofPost.add(POST.ID);
        Table<?> post = select(ofPost)
                .from(POST)
                .join(CREATOR)
                .on(CREATOR.ID.eq(POST.CREATOR_ID))
                .where(POST.ID.eq(POST_ID))
                .and(CreatorChoice.visible())
                .limit(inline(1))
                .asTable("asked");
        Table<?> comments = lateral(select(POST_COMMENT.ID, POST_COMMENT.PARENT_COMMENT_ID)
                        .select(PublicUser.COLUMNS.stream()
                                .<Field<?>>map(column -> column.as("user_" + column.getName()))
                                .toList())
                        .select(
                                POST_COMMENT.CONTENT,
                                POST_COMMENT.CREATED_AT,
                                POST_COMMENT.UPDATED_AT,
                                field(selectCount().from(REPLY).where(REPLY.PARENT_COMMENT_ID.eq(POST_COMMENT.ID)))
                                        .as("replyCount"))
                        .from(POST_COMMENT)
                        .join(USER)
                        .on(USER.ID.eq(POST_COMMENT.USER_ID))
                        .where(POST_COMMENT.POST_ID.eq(post.field(POST.ID)))
                        .and(isOnLevel)
                        .and(row(POST_COMMENT.CREATED_AT, POST_COMMENT.ID).greaterThan(AFTER_TIME, AFTER_ID))
                        .orderBy(POST_COMMENT.CREATED_AT, POST_COMMENT.ID)
                        .limit(KeptSelect.ROWS))
                .as("comments");
        return select(List.of(post.fields()).subList(0, ofPost.size() - 1))
                .select(comments.fields())
                .from(post)
                .leftJoin(comments)
                .on(trueCondition())
                .orderBy(comments.field(POST_COMMENT.CREATED_AT), comments.field(POST_COMMENT.ID));
    }

    private static Condition isOfPost() {
        return exists(
                selectOne().from(POST_COMMENT).where(POST_COMMENT.ID.eq(PARENT)).and(POST_COMMENT.POST_ID.eq(POST.ID)));
    }
}
