package io.desifans.content.query;

import static io.desifans.db.Tables.POST;
import static io.desifans.db.Tables.POST_MEDIA;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.jsonArray;
import static org.jooq.impl.DSL.jsonArrayAgg;
import static org.jooq.impl.DSL.select;

import io.desifans.content.MediaType;
import io.desifans.web.OneOf;
import io.desifans.web.Row;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.JSON;
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
    static Field<JSON> ofPost() {
        return field(select(jsonArrayAgg(jsonArray(
                                POST_MEDIA.ID,
                                POST_MEDIA.MEDIA_TYPE,
                                POST_MEDIA.ORDER_INDEX,
                                POST_MEDIA.BLUR_THUMBNAIL_URL,
                                POST_MEDIA.URL,
                                POST_MEDIA.THUMBNAIL_URL,
                                POST_MEDIA.HLS_URL,
                                POST_MEDIA.METADATA,
                                POST_MEDIA.CREATED_AT))
                        .orderBy(POST_MEDIA.ORDER_INDEX, POST_MEDIA.ID))
                .from(POST_MEDIA)
                .where(POST_MEDIA.POST_ID.eq(POST.ID)));
    }

    /** What {@link #ofPost()} has found. */
    static List<Media> read(Row row) {
        JsonNode found = row.maybeJson();
        if (found == null) return List.of();
        return found.valueStream().<Media>map(Media::open).toList();
    }

    private static Open open(JsonNode columns) {
        return new Open(
                UUID.fromString(columns.get(0).stringValue()),
                columns.get(1).stringValue(),
                columns.get(2).intValue(),
                columns.get(3).stringValue(null),
                columns.get(4).stringValue(),
                columns.get(5).stringValue(null),
                columns.get(6).stringValue(null),
                columns.get(7).isNull() ? null : columns.get(7),
                LocalDateTime.parse(columns.get(8).stringValue()).toInstant(ZoneOffset.UTC));
    }
}
