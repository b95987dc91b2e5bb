package io.desifans.content.query;

import static io.desifans.db.Tables.POST;
import static io.desifans.db.Tables.POST_COMMENT;
import static io.desifans.db.Tables.POST_LIKE;
import static io.desifans.db.Tables.POST_MEMBERSHIP;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;

import io.desifans.content.PostType;
import io.desifans.content.query.Paywall.Access;
import io.desifans.web.Caller;
import io.desifans.web.KeptSelect;
import io.desifans.web.OneOf;
import io.desifans.web.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record1;
import org.jspecify.annotations.Nullable;

/**
 * A post as its reader may see it.
 *
 * @param price in paise; null for a subscription post
 * @param publishAt when it will be published; null once it is
 * @param membershipIds the tiers that open a subscription post
 * @param liked whether the reader likes it
 */
record Post(
        UUID id,
        String creatorId,
        @Nullable String caption,
        @OneOf(PostType.class) String postType,
        @Nullable Integer price,
        boolean isPinned,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant publishAt,
        List<UUID> membershipIds,
        Access access,
        List<Media> media,
        int likeCount,
        int commentCount,
        boolean liked) {

    /** A locked post cannot hold open media. */
    Post {
        if (!access.open()) media = media.stream().<Media>map(Media::locked).toList();
    }

    /** What {@link #read} reads of the post at hand in a {@link KeptSelect}. */
    static final List<Field<?>> COLUMNS = Stream.of(
                    List.of(
                            POST.ID,
                            POST.CREATOR_ID,
                            POST.CAPTION,
                            POST.POST_TYPE,
                            POST.PRICE,
                            POST.IS_PINNED,
                            POST.CREATED_AT,
                            POST.UPDATED_AT,
                            array(select(POST_MEMBERSHIP.MEMBERSHIP_ID)
                                    .from(POST_MEMBERSHIP)
                                    .where(POST_MEMBERSHIP.POST_ID.eq(POST.ID))
                                    .orderBy(POST_MEMBERSHIP.MEMBERSHIP_ID))),
                    PostAccess.COLUMNS,
                    List.of(
                            Media.ofPost(),
                            field(selectCount().from(POST_LIKE).where(POST_LIKE.POST_ID.eq(POST.ID))),
                            field(selectCount().from(POST_COMMENT).where(POST_COMMENT.POST_ID.eq(POST.ID))),
                            field(exists(selectOne()
                                    .from(POST_LIKE)
                                    .where(POST_LIKE.POST_ID.eq(POST.ID))
                                    .and(POST_LIKE.USER_ID.eq(KeptSelect.CALLER))))))
            .<Field<?>>flatMap(List::stream)
            .toList();

    /** The post at hand, for this reader. */
    static Post read(Row row, Caller caller) {
        UUID id = row.uuid();
        String creatorId = row.text();
        String caption = row.maybeText();
        String type = row.text();
        Integer price = row.maybeInteger();
        boolean pinned = row.flag();
        Instant createdAt = row.instant();
        Instant updatedAt = row.instant();
        List<UUID> tiers = row.uuids();
        Access access = PostAccess.read(row, type, creatorId, caller);
        return new Post(
                id,
                creatorId,
                caption,
                type,
                price,
                pinned,
                createdAt,
                updatedAt,
                null,
                tiers,
                access,
                Media.read(row, access.open()),
                row.integer(),
                row.integer(),
                row.flag());
    }

    static Field<List<UUID>> tiers() {
        return multiset(select(POST_MEMBERSHIP.MEMBERSHIP_ID)
                        .from(POST_MEMBERSHIP)
                        .where(POST_MEMBERSHIP.POST_ID.eq(POST.ID))
                        .orderBy(POST_MEMBERSHIP.MEMBERSHIP_ID))
                .convertFrom(rows -> rows.map(Record1::value1));
    }
}
