package io.desifans.content.query;

import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.FOLLOWER;
import static io.desifans.db.Tables.MEMBERSHIP;
import static io.desifans.db.Tables.POST;
import static io.desifans.db.Tables.POST_COMMENT;
import static io.desifans.db.Tables.POST_LIKE;
import static io.desifans.db.Tables.SUBSCRIPTIONS;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectFrom;

import io.desifans.query.CreatorChoice;
import io.desifans.query.NewestFirst;
import io.desifans.query.PublicCreator;
import io.desifans.query.RunningSubscription;
import io.desifans.web.Caller;
import io.desifans.web.Cursor;
import io.desifans.web.Limit;
import io.desifans.web.Page;
import io.desifans.web.Revalidated;
import io.desifans.web.SignedIn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Record3;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Posts of many creators: of those whom a fan follows or subscribes to, and of all. */
@RestController
class FeedQueries {

    /** What is older is not discovered any more. */
    private static final Duration NEW = Duration.ofDays(30);

    /** Older likes and comments make nothing popular now. */
    private static final Duration RECENT = Duration.ofDays(7);

    private static final io.desifans.db.tables.Post CANDIDATE = POST.as("candidate");
    private static final NewestFirst NEWEST_CANDIDATE = new NewestFirst(CANDIDATE.CREATED_AT, CANDIDATE.ID);
    private static final Field<Long> POPULARITY = field(name("popularity"), SQLDataType.BIGINT);

    private final DSLContext db;
    private final PostAccess access;
    private final Clock clock;

    FeedQueries(DSLContext db, PostAccess access, Clock clock) {
        this.db = db;
        this.access = access;
        this.clock = clock;
    }

    /** A post beside whose it is. */
    record FeedPost(PublicCreator creator, Post post) {}

    /** The newest first. */
    @SignedIn
    @Revalidated
    @GetMapping("/api/v1/feed")
    Page<FeedPost> feed(@RequestParam(required = false) @Nullable String cursor, Limit limit, Caller caller) {
        Table<Record1<String>> chosen = chosenBy(caller).asTable("chosen");
        Table<?> newest = lateral(select(CANDIDATE.ID, CANDIDATE.CREATED_AT)
                        .from(CANDIDATE)
                        .where(CANDIDATE.CREATOR_ID.eq(chosen.field(CREATOR.ID)))
                        .and(NEWEST_CANDIDATE.after(cursor))
                        .orderBy(NEWEST_CANDIDATE.order())
                        .limit(limit.plusOne()))
                .as("newest");
        Field<UUID> id = newest.field(CANDIDATE.ID);
        Table<Record1<UUID>> page = select(id)
                .from(chosen)
                .crossJoin(newest)
                .orderBy(newest.field(CANDIDATE.CREATED_AT).desc(), id.desc())
                .limit(limit.plusOne())
                .asTable("page");
        List<FeedPost> posts = db.select(PublicCreator.FIELD, Post.asSeenBy(caller, access))
                .from(page)
                .crossJoin(postWith(page.field(CANDIDATE.ID)))
                .join(CREATOR)
                .on(CREATOR.ID.eq(POST.CREATOR_ID))
                .orderBy(POST.CREATED_AT.desc(), POST.ID.desc())
                .fetch(mapping(FeedPost::new));
        return Page.of(
                posts,
                limit,
                last -> NewestFirst.cursor(last.post().createdAt(), last.post().id()));
    }

    /** Looked up by its key for each row of a page, in the name of the table. */
    private static Table<?> postWith(Field<UUID> id) {
        return lateral(selectFrom(CANDIDATE).where(CANDIDATE.ID.eq(id)).limit(1))
                .as(POST);
    }

    /** The creators whom the caller follows or has time left with. */
    private Select<Record1<String>> chosenBy(Caller caller) {
        return select(CREATOR.ID)
                .from(CREATOR)
                .where(CREATOR.ONBOARDED)
                .and(CREATOR.ID.in(select(FOLLOWER.CREATOR_ID)
                        .from(FOLLOWER)
                        .where(FOLLOWER.FOLLOWER_ID.eq(caller.id()))
                        .union(select(MEMBERSHIP.CREATOR_ID)
                                .from(SUBSCRIPTIONS)
                                .join(MEMBERSHIP)
                                .on(MEMBERSHIP.ID.eq(SUBSCRIPTIONS.PLAN_ID.cast(SQLDataType.UUID)))
                                .where(RunningSubscription.isOf(caller))
                                .and(RunningSubscription.at(clock.instant())))));
    }

    /**
     * New posts, those first that are liked and commented on most these days; the newest of those that are alike. All pages
     * show what was so when the first one was asked for, so that nothing moves from one page to another.
     */
    @Revalidated
    @GetMapping("/api/v1/discover")
    Page<FeedPost> discover(
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit,
            Caller caller) {
        Cursor after = Cursor.decode(cursor, 4);
        Instant asOf = after == null ? clock.instant() : after.instant(0);
        CommonTableExpression<Record3<UUID, Instant, Long>> ranked = ranked(category, asOf);
        Field<UUID> id = ranked.field(CANDIDATE.ID);
        Field<Instant> createdAt = ranked.field(CANDIDATE.CREATED_AT);
        Field<Long> popularity = ranked.field(POPULARITY);
        Table<?> page = select(id, popularity)
                .from(ranked)
                .where(comesAfter(after, popularity, createdAt, id))
                .orderBy(popularity.desc(), createdAt.desc(), id.desc())
                .limit(limit.plusOne())
                .asTable("page");
        var posts = db.with(ranked)
                .select(PublicCreator.FIELD, Post.asSeenBy(caller, access), page.field(POPULARITY))
                .from(page)
                .crossJoin(postWith(page.field(CANDIDATE.ID)))
                .join(CREATOR)
                .on(CREATOR.ID.eq(POST.CREATOR_ID))
                .orderBy(page.field(POPULARITY).desc(), POST.CREATED_AT.desc(), POST.ID.desc())
                .fetch(mapping(Discovered::new));
        Page<Discovered> found = Page.of(posts, limit, last -> last.cursor(asOf));
        return new Page<>(found.items().stream().map(Discovered::shown).toList(), found.nextCursor());
    }

    private record Discovered(PublicCreator creator, Post post, Long popularity) {

        String cursor(Instant asOf) {
            return Cursor.encode(asOf, popularity, post.createdAt(), post.id());
        }

        FeedPost shown() {
            return new FeedPost(creator, post);
        }
    }

    /** Counted once for each, and then put in order. */
    private static CommonTableExpression<Record3<UUID, Instant, Long>> ranked(@Nullable String category, Instant asOf) {
        Instant since = asOf.minus(RECENT);
        Field<Integer> likes = field(selectCount()
                .from(POST_LIKE)
                .where(POST_LIKE.POST_ID.eq(CANDIDATE.ID))
                .and(POST_LIKE.CREATED_AT.gt(since))
                .and(POST_LIKE.CREATED_AT.le(asOf)));
        Field<Integer> comments = field(selectCount()
                .from(POST_COMMENT)
                .where(POST_COMMENT.POST_ID.eq(CANDIDATE.ID))
                .and(POST_COMMENT.CREATED_AT.gt(since))
                .and(POST_COMMENT.CREATED_AT.le(asOf)));
        return name("ranked")
                .asMaterialized(select(
                                CANDIDATE.ID,
                                CANDIDATE.CREATED_AT,
                                likes.plus(comments).cast(SQLDataType.BIGINT).as(POPULARITY))
                        .from(CANDIDATE)
                        .join(CREATOR)
                        .on(CREATOR.ID.eq(CANDIDATE.CREATOR_ID))
                        .where(CANDIDATE.CREATED_AT.gt(asOf.minus(NEW)))
                        .and(CANDIDATE.CREATED_AT.le(asOf))
                        .and(CREATOR.ONBOARDED)
                        .and(CreatorChoice.isIn(category)));
    }

    private static Condition comesAfter(
            @Nullable Cursor cursor, Field<Long> popularity, Field<Instant> createdAt, Field<UUID> id) {
        if (cursor == null) return noCondition();
        return row(popularity, createdAt, id).lessThan(cursor.number(1), cursor.instant(2), cursor.uuid(3));
    }
}
