package io.desifans.content.command;

import io.desifans.command.Shape;
import io.desifans.content.MediaType;
import io.desifans.web.Rejected;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An image or a video of a post, registered by where it lies (http or https, at most 2048 characters).
 *
 * @param metadata at most 32 entries of text, whole numbers within ±(2^53−1), booleans and nulls
 */
record Media(
        MediaType mediaType,
        String url,
        @Nullable String thumbnailUrl,
        @Nullable String hlsUrl,
        @Nullable String blurThumbnailUrl,
        @Nullable Map<String, @Nullable Object> metadata) {

    private static final int MAX_ENTRIES = 32;
    private static final int MAX_NAME = 64;
    private static final int MAX_TEXT = 1000;
    private static final long MAX_NUMBER = (1L << 53) - 1;

    /** @param within where it stands in the request, up to the names of its own components */
    void check(String within) {
        Shape.present(within + "mediaType", mediaType);
        Shape.url(within + "url", url);
        Shape.optionalUrl(within + "thumbnailUrl", thumbnailUrl);
        Shape.optionalUrl(within + "hlsUrl", hlsUrl);
        Shape.optionalUrl(within + "blurThumbnailUrl", blurThumbnailUrl);
        if (metadata != null) checkMetadata(within + "metadata", metadata);
    }

    private static void checkMetadata(String field, Map<String, @Nullable Object> metadata) {
        Shape.count(field, metadata.keySet(), 0, MAX_ENTRIES);
        metadata.forEach((name, value) -> {
            Shape.line(field, name, 1, MAX_NAME);
            checkValue(field + "." + name, value);
        });
    }

    private static void checkValue(String field, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Boolean yesOrNo -> {}
            case String text -> Shape.prose(field, text, 0, MAX_TEXT);
            case Integer number -> {}
            case Long number -> Shape.range(field, number, -MAX_NUMBER, MAX_NUMBER);
            default -> throw Rejected.invalid(field, field + " must be text, a whole number, a boolean or null.");
        }
    }
}
