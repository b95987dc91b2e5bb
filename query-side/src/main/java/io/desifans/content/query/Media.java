package io.desifans.content.query;

import static io.desifans.db.Tables.POST;
import static io.desifans.db.Tables.POST_MEDIA;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;

import io.desifans.content.MediaType;
import io.desifans.query.Columns;
import io.desifans.web.OneOf;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record1;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One image or video of a post, as its reader may see it. */
sealed interface Media {

    Locked locked();

    /** All of it. */
    record Open(
            UUID id,
            @OneOf(MediaType.class) String mediaType,
            int orderIndex,
            @Nullable String blurThumbnailUrl,
            String url,
            @Nullable String thumbnailUrl,
            @Nullable String hlsUrl,
            @Nullable JsonNode metadata,
            Instant createdAt)
            implements Media {

        @Override
        public Locked locked() {
            return new Locked(mediaType, orderIndex, blurThumbnailUrl);
        }
    }

    /** Nothing from which the file or its address could be had. */
    record Locked(
            @OneOf(MediaType.class) String mediaType,
            int orderIndex,
            @Nullable String blurThumbnailUrl) implements Media {

        @Override
        public Locked locked() {
            return this;
        }
    }

    /** The media of the post at hand, in their order. */
    static Field<List<Media>> ofPost() {
        return multiset(select(row(
                                        POST_MEDIA.ID,
                                        Columns.label(POST_MEDIA.MEDIA_TYPE),
                                        POST_MEDIA.ORDER_INDEX,
                                        POST_MEDIA.BLUR_THUMBNAIL_URL,
                                        POST_MEDIA.URL,
                                        POST_MEDIA.THUMBNAIL_URL,
                                        POST_MEDIA.HLS_URL,
                                        Columns.json(POST_MEDIA.METADATA),
                                        POST_MEDIA.CREATED_AT)
                                .mapping(Open::new))
                        .from(POST_MEDIA)
                        .where(POST_MEDIA.POST_ID.eq(POST.ID))
                        .orderBy(POST_MEDIA.ORDER_INDEX, POST_MEDIA.ID))
                .convertFrom(rows -> rows.<Media>map(Record1::value1));
    }
}
