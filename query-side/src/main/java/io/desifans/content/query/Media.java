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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.JSON;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
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

    /** What {@link #ofPost()} has found; of a locked post nothing else is looked at than what is shown of it. */
    static List<Media> read(Row row, boolean open) {
        List<Media> found = row.maybeJson(all -> all(all, open ? Media::open : Media::locked));
        return found == null ? List.of() : found;
    }

    private static List<Media> all(JsonParser rows, Function<JsonParser, Media> reader) {
        List<Media> all = new ArrayList<>();
        rows.nextToken();
        while (rows.nextToken() == JsonToken.START_ARRAY) {
            all.add(reader.apply(rows));
            while (rows.nextToken() != JsonToken.END_ARRAY) rows.skipChildren();
        }
        return all;
    }

    private static Media locked(JsonParser columns) {
        columns.nextToken();
        return new Locked(columns.nextStringValue(), columns.nextIntValue(0), columns.nextStringValue());
    }

    private static Media open(JsonParser columns) {
        return new Open(
                UUID.fromString(columns.nextStringValue()),
                columns.nextStringValue(),
                columns.nextIntValue(0),
                columns.nextStringValue(),
                columns.nextStringValue(),
                columns.nextStringValue(),
                columns.nextStringValue(),
                columns.nextToken() == JsonToken.VALUE_NULL ? null : columns.readValueAsTree(),
                LocalDateTime.parse(columns.nextStringValue()).toInstant(ZoneOffset.UTC));
    }
}
