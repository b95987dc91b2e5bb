package io.desifans.content.query;

import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.FOLLOWER;
import static io.desifans.db.Tables.MEMBERSHIP;
import static io.desifans.db.Tables.POST;
import static io.desifans.db.Tables.POST_COMMENT;
import static io.desifans.db.Tables.POST_LIKE;
import static io.desifans.db.Tables.SUBSCRIPTIONS;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectFrom;
import static org.jooq.impl.DSL.with;

import io.desifans.query.CreatorChoice;
import io.desifans.query.NewestFirst;
import io.desifans.query.PublicCreator;
import io.desifans.query.RunningSubscription;
import io.desifans.web.Caller;
import io.desifans.web.Cursor;
import io.desifans.web.KeptSelect;
import io.desifans.web.Limit;
import io.desifans.web.Page;
import io.desifans.web.Revalidated;
import io.desifans.web.Row;
import io.desifans.web.SignedIn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Param;
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

    private static final Param<Instant> AS_OF = param("asOf", POST.CREATED_AT.getDataType());
    private static final Param<Instant> SINCE = param("since", POST.CREATED_AT.getDataType());
    private static final Param<Instant> OLDEST = param("oldest", POST.CREATED_AT.getDataType());
    private static final Param<JSONB> CATEGORY = param("category", JSONB.class);
    private static final Param<Long> AFTER_POPULARITY = param("afterPopularity", Long.class);
    private static final Param<Instant> AFTER_TIME = param("afterTime", POST.CREATED_AT.getDataType());
    private static final Param<UUID> AFTER_ID = param("afterId", UUID.class);

    private final KeptSelect feed;
    private final KeptSelect ofAll;
    private final KeptSelect ofCategory;
    private final PostAccess access;
    private final Clock clock;

    FeedQueries(DataSource database, PostAccess access, Clock clock) {
        this.feed = new KeptSelect(database, feed());
        this.ofAll = new KeptSelect(database, discovered(noCondition()));
        this.ofCategory = new KeptSelect(database, discovered(CREATOR.CATEGORIES.contains(CATEGORY)));
        this.access = access;
        this.clock = clock;
    }

    /** A post beside whose it is. */
    record FeedPost(PublicCreator creator, Post post) {

        static FeedPost read(Row row, Caller caller) {
            return new FeedPost(PublicCreator.read(row), Post.read(row, caller));
        }
    }

    /** The newest first. */
    @SignedIn
    @Revalidated
    @GetMapping("/api/v1/feed")
    Page<FeedPost> feed(@RequestParam(required = false) @Nullable String cursor, Limit limit, Caller caller) {
        List<FeedPost> posts =
                NewestFirst.from(cursor, access.by(caller, feed)).upTo(limit).all(row -> FeedPost.read(row, caller));
        return Page.of(
                posts,
                limit,
                last -> NewestFirst.cursor(last.post().createdAt(), last.post().id()));
    }

    private static Select<?> feed() {
        Table<Record1<String>> chosen = chosen().asTable("chosen");
        Table<?> newest = lateral(select(CANDIDATE.ID, CANDIDATE.CREATED_AT)
                        .from(CANDIDATE)
                        .where(CANDIDATE.CREATOR_ID.eq(chosen.field(CREATOR.ID)))
                        .and(NEWEST_CANDIDATE.after())
                        .orderBy(NEWEST_CANDIDATE.order())
                        .limit(KeptSelect.ROWS))
                .as("newest");
        Field<UUID> id = newest.field(CANDIDATE.ID);
        Table<Record1<UUID>> page = select(id)
                .from(chosen)
                .crossJoin(newest)
                .orderBy(newest.field(CANDIDATE.CREATED_AT).desc(), id.desc())
                .limit(KeptSelect.ROWS)
                .asTable("page");
        return select(PublicCreator.COLUMNS)
                .select(Post.COLUMNS)
                .from(page)
                .crossJoin(postWith(page.field(CANDIDATE.ID)))
                .join(CREATOR)
                .on(CREATOR.ID.eq(POST.CREATOR_ID))
                .orderBy(POST.CREATED_AT.desc(), POST.ID.desc());
    }

    /** Looked up by its key for each row of a page, in the name of the table. */
    private static Table<?> postWith(Field<UUID> id) {
        return lateral(selectFrom(CANDIDATE).where(CANDIDATE.ID.eq(id)).limit(inline(1)))
                .as(POST);
    }

    /** The creators whom the caller follows or has time left with. */
    private static Select<Record1<String>> chosen() {
        return select(CREATOR.ID)
                .from(CREATOR)
                .where(CREATOR.ONBOARDED)
                .and(CREATOR.ID.in(select(FOLLOWER.CREATOR_ID)
                        .from(FOLLOWER)
                        .where(FOLLOWER.FOLLOWER_ID.eq(KeptSelect.CALLER))
                        .union(select(MEMBERSHIP.CREATOR_ID)
                                .from(SUBSCRIPTIONS)
                                .join(MEMBERSHIP)
                                .on(MEMBERSHIP.ID.eq(SUBSCRIPTIONS.PLAN_ID.cast(SQLDataType.UUID)))
                                .where(RunningSubscription.running()))));
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
        KeptSelect.Asked asked = category == null
                ? access.by(caller, ofAll)
                : access.by(caller, ofCategory).with(CATEGORY, CreatorChoice.category(category));
        List<Discovered> posts = asked.with(AS_OF, asOf)
                .with(SINCE, asOf.minus(RECENT))
                .with(OLDEST, asOf.minus(NEW))
                .with(AFTER_POPULARITY, after == null ? Long.MAX_VALUE : after.number(1))
                .with(AFTER_TIME, after == null ? NewestFirst.LATEST : after.instant(2))
                .with(AFTER_ID, after == null ? NewestFirst.GREATEST : after.uuid(3))
                .upTo(limit)
                .all(row -> new Discovered(FeedPost.read(row, caller), row.number()));
        Page<Discovered> found = Page.of(posts, limit, last -> last.cursor(asOf));
        return new Page<>(found.items().stream().map(Discovered::shown).toList(), found.nextCursor());
    }

    private record Discovered(FeedPost shown, long popularity) {

        String cursor(Instant asOf) {
            return Cursor.encode(
                    asOf, popularity, shown.post().createdAt(), shown.post().id());
        }
    }

    private static Select<?> discovered(Condition inCategory) {
        CommonTableExpression<Record3<UUID, Instant, Long>> ranked = ranked(inCategory);
        Field<UUID> id = ranked.field(CANDIDATE.ID);
        Field<Instant> createdAt = ranked.field(CANDIDATE.CREATED_AT);
        Field<Long> popularity = ranked.field(POPULARITY);
        Table<?> page = select(id, popularity)
                .from(ranked)
                .where(row(popularity, createdAt, id).lessThan(AFTER_POPULARITY, AFTER_TIME, AFTER_ID))
                .orderBy(popularity.desc(), createdAt.desc(), id.desc())
                .limit(KeptSelect.ROWS)
                .asTable("page");
        return with(ranked)
                .select(PublicCreator.COLUMNS)
                .select(Post.COLUMNS)
                .select(page.field(POPULARITY))
                .from(page)
                .crossJoin(postWith(page.field(CANDIDATE.ID)))
                .join(CREATOR)
                .on(CREATOR.ID.eq(POST.CREATOR_ID))
                .orderBy(page.field(POPULARITY).desc(), POST.CREATED_AT.desc(), POST.ID.desc());
    }

    /** Counted once for each, and then put in order. */
    private static CommonTableExpression<Record3<UUID, Instant, Long>> ranked(Condition inCategory) {
        Field<Integer> likes = field(selectCount()
                .from(POST_LIKE)
                .where(POST_LIKE.POST_ID.eq(CANDIDATE.ID))
                .and(POST_LIKE.CREATED_AT.gt(SINCE))
                .and(POST_LIKE.CREATED_AT.le(AS_OF)));
        Field<Integer> comments = field(selectCount()
                .from(POST_COMMENT)
                .where(POST_COMMENT.POST_ID.eq(CANDIDATE.ID))
                .and(POST_COMMENT.CREATED_AT.gt(SINCE))
                .and(POST_COMMENT.CREATED_AT.le(AS_OF)));
        return name("ranked")
                .asMaterialized(select(
                                CANDIDATE.ID,
                                CANDIDATE.CREATED_AT,
                                likes.plus(comments).cast(SQLDataType.BIGINT).as(POPULARITY))
                        .from(CANDIDATE)
                        .join(CREATOR)
                        .on(CREATOR.ID.eq(CANDIDATE.CREATOR_ID))
                        .where(CANDIDATE.CREATED_AT.gt(OLDEST))
                        .and(CANDIDATE.CREATED_AT.le(AS_OF))
                        .and(CREATOR.ONBOARDED)
                        .and(inCategory));
    }
}
