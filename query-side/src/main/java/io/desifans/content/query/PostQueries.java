package io.desifans.content.query;

import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.MEMBERSHIP;
import static io.desifans.db.Tables.POST;
import static io.desifans.db.Tables.POST_MEMBERSHIP;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;

import io.desifans.billing.PaymentType;
import io.desifans.content.PostType;
import io.desifans.content.query.Paywall.Access;
import io.desifans.query.CreatorChoice;
import io.desifans.query.NewestFirst;
import io.desifans.query.VisibleCreators;
import io.desifans.web.Caller;
import io.desifans.web.Cursor;
import io.desifans.web.KeptSelect;
import io.desifans.web.Limit;
import io.desifans.web.OneOf;
import io.desifans.web.Page;
import io.desifans.web.Rejected;
import io.desifans.web.Revalidated;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Posts, their media behind the paywall. */
@RestController
@RequestMapping("/api/v1/posts")
class PostQueries {

    private static final Param<UUID> ID = param("id", UUID.class);
    private static final Param<String> TYPE = param("type", String.class);
    private static final Param<Boolean> AFTER_PINNED = param("afterPinned", Boolean.class);
    private static final Param<Instant> AFTER_TIME = param("afterTime", POST.CREATED_AT.getDataType());
    private static final Param<UUID> AFTER_ID = param("afterId", UUID.class);
    private static final Field<String> TYPE_OF_POST = POST.POST_TYPE.cast(SQLDataType.VARCHAR);

    private final DSLContext db;
    private final KeptSelect ofId;
    private final KeptSelect ofCreator;
    private final VisibleCreators creators;
    private final PostAccess access;
    private final ScheduledPosts scheduledPosts;

    PostQueries(
            DSLContext db,
            DataSource database,
            VisibleCreators creators,
            PostAccess access,
            ScheduledPosts scheduledPosts) {
        this.db = db;
        this.ofId = new KeptSelect(
                database,
                select(Post.COLUMNS)
                        .from(POST)
                        .join(CREATOR)
                        .on(CREATOR.ID.eq(POST.CREATOR_ID))
                        .where(POST.ID.eq(ID))
                        .and(CreatorChoice.visible()));
        this.ofCreator = new KeptSelect(
                database,
                select(Post.COLUMNS)
                        .from(POST)
                        .where(POST.CREATOR_ID.eq(select(CREATOR.ID)
                                .from(CREATOR)
                                .where(CreatorChoice.named())
                                .and(CreatorChoice.visible())))
                        .and(TYPE_OF_POST.eq(coalesce(TYPE, TYPE_OF_POST)))
                        .and(row(POST.IS_PINNED, POST.CREATED_AT, POST.ID).lessThan(AFTER_PINNED, AFTER_TIME, AFTER_ID))
                        .orderBy(POST.IS_PINNED.desc(), POST.CREATED_AT.desc(), POST.ID.desc())
                        .limit(KeptSelect.ROWS));
        this.creators = creators;
        this.access = access;
        this.scheduledPosts = scheduledPosts;
    }

    /** One that is published while it is asked for is neither found nor scheduled at first: it is there the second time. */
    @Revalidated
    @GetMapping("/{postId}")
    Post post(@PathVariable UUID postId, Caller caller) {
        return published(postId, caller)
                .or(() -> scheduledPosts.find(postId, caller))
                .or(() -> published(postId, caller))
                .orElseThrow(() -> Rejected.notFound("post"));
    }

    private Optional<Post> published(UUID postId, Caller caller) {
        return access.by(caller, ofId).with(ID, postId).one(row -> Post.read(row, caller));
    }

    /** The pinned one first, then the newest; of those that are scheduled the next one. */
    @Revalidated
    @GetMapping
    Page<Post> ofCreator(
            @RequestParam String creator,
            @RequestParam(required = false) @Nullable PostType type,
            @RequestParam(required = false) @Nullable Boolean scheduled,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit,
            Caller caller) {
        if (Boolean.TRUE.equals(scheduled)) return ownScheduled(creator, type, cursor, limit, caller);
        Cursor after = Cursor.decode(cursor, 3);
        List<Post> posts = CreatorChoice.naming("creator", creator, access.by(caller, ofCreator))
                .with(TYPE, type == null ? null : type.label())
                .with(AFTER_PINNED, after == null || Boolean.parseBoolean(after.text(0)))
                .with(AFTER_TIME, after == null ? NewestFirst.LATEST : after.instant(1))
                .with(AFTER_ID, after == null ? NewestFirst.GREATEST : after.uuid(2))
                .upTo(limit)
                .all(row -> Post.read(row, caller));
        return creators.page("creator", creator, caller, posts, limit, PostQueries::cursorAfter);
    }

    private Page<Post> ownScheduled(
            String creator, @Nullable PostType type, @Nullable String cursor, Limit limit, Caller caller) {
        if (type != null) throw Rejected.invalid("type", "type does not go together with scheduled.");
        if (!creator.equals(caller.id()))
            throw Rejected.forbidden("NOT_YOURS", "Only their creator sees posts that are not published yet.");
        return scheduledPosts.of(caller, cursor, limit);
    }

    /**
     * What can be bought to open a post, as a checkout names it.
     *
     * @param amountPaise for a membership that of one month
     */
    record Offer(@OneOf(PaymentType.class) String type, UUID entityId, long amountPaise) {}

    /**
     * Why a post is open or locked, and what would open it.
     *
     * @param price in paise; null for a subscription post
     * @param offers empty for an open post
     */
    record AccessTo(UUID postId, Access access, @Nullable Integer price, List<UUID> membershipIds, List<Offer> offers) {

        static AccessTo of(
                UUID postId, Access access, @Nullable Integer price, List<UUID> membershipIds, List<Offer> tiers) {
            List<Offer> offers =
                    price == null ? tiers : List.of(new Offer(PaymentType.EXCLUSIVE_POST.label(), postId, price));
            return new AccessTo(postId, access, price, membershipIds, access.open() ? List.of() : offers);
        }
    }

    @GetMapping("/{postId}/access")
    AccessTo access(@PathVariable UUID postId, Caller caller) {
        return db.select(POST.ID, access.of(caller), POST.PRICE, Post.tiers(), tiersForSale())
                .from(POST)
                .join(CREATOR)
                .on(CREATOR.ID.eq(POST.CREATOR_ID))
                .where(POST.ID.eq(postId))
                .and(CreatorChoice.visibleTo(caller))
                .fetchOptional(mapping(AccessTo::of))
                .orElseThrow(() -> Rejected.notFound("post"));
    }

    /** The cheapest first. */
    private static Field<List<Offer>> tiersForSale() {
        return multiset(select(MEMBERSHIP.ID, MEMBERSHIP.MONTHLY_RECURRING_FEE)
                        .from(POST_MEMBERSHIP)
                        .join(MEMBERSHIP)
                        .on(MEMBERSHIP.ID.eq(POST_MEMBERSHIP.MEMBERSHIP_ID))
                        .where(POST_MEMBERSHIP.POST_ID.eq(POST.ID))
                        .and(MEMBERSHIP.VISIBLE)
                        .orderBy(MEMBERSHIP.MONTHLY_RECURRING_FEE, MEMBERSHIP.ID))
                .convertFrom(rows ->
                        rows.map(mapping((id, fee) -> new Offer(PaymentType.MEMBERSHIP.label(), id, fee))));
    }

    private static String cursorAfter(Post last) {
        return Cursor.encode(last.isPinned(), last.createdAt(), last.id());
    }
}
