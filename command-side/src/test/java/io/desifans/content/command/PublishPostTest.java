package io.desifans.content.command;

import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Refusal.assertInvalid;
import static io.desifans.command.Refusal.assertOutOfRange;
import static io.desifans.content.MediaType.IMAGE;
import static io.desifans.content.MediaType.VIDEO;
import static io.desifans.content.PostType.EXCLUSIVE;
import static io.desifans.content.PostType.SUBSCRIPTION;

import io.desifans.content.MediaType;
import io.desifans.content.command.PostCommand.PublishPost;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishPostTest {

    private static final UUID ID = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final UUID TIER = UUID.fromString("0199a000-0000-7000-8000-000000000002");
    private static final String URL = "https://cdn.example.test/1.jpg";

    @ParameterizedTest
    @ValueSource(longs = {1, 100, Integer.MAX_VALUE})
    void a_price_is_any_amount_above_0_that_the_column_holds(long pricePaise) {
        new PublishPost(ID, ASHA, "Hello", EXCLUSIVE, pricePaise, List.of(), List.of());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Integer.MAX_VALUE + 1L, Long.MAX_VALUE, Long.MIN_VALUE})
    void a_price_beyond_it_is_refused(long pricePaise) {
        assertOutOfRange(
                "price", () -> new PublishPost(ID, ASHA, "Hello", EXCLUSIVE, pricePaise, List.of(), List.of()));
    }

    @Test
    void the_type_says_whether_a_price_or_tiers_open_a_post() {
        assertInvalid("postType", () -> new PublishPost(ID, ASHA, "Hello", null, null, List.of(), List.of()));
        assertInvalid("price", () -> new PublishPost(ID, ASHA, "Hello", EXCLUSIVE, null, List.of(), List.of()));
        assertInvalid("price", () -> new PublishPost(ID, ASHA, "Hello", SUBSCRIPTION, 1L, List.of(TIER), List.of()));
        assertInvalid(
                "membershipIds", () -> new PublishPost(ID, ASHA, "Hello", EXCLUSIVE, 1L, List.of(TIER), List.of()));
        for (List<UUID> tiers : List.of(
                List.<UUID>of(), List.of(TIER, TIER), Arrays.asList((UUID) null), Collections.nCopies(21, TIER)))
            assertInvalid("membershipIds", () -> subscription(tiers));
    }

    @Test
    void a_post_says_or_shows_something() {
        exclusive(null, List.of(image()));
        exclusive("🙏\n\t".repeat(1666), List.of());
        for (String blank : new String[] {null, "", " \n"}) assertInvalid("media", () -> exclusive(blank, List.of()));
        assertInvalid("caption", () -> exclusive("a".repeat(5001), List.of()));
        assertInvalid("caption", () -> exclusive("a\u001b[31m", List.of()));
    }

    @Test
    void at_most_ten_images_and_one_video() {
        List<Media> ten = Collections.nCopies(10, image());
        exclusive(null, with(ten, VIDEO));
        assertInvalid("media", () -> exclusive(null, with(ten, IMAGE)));
        assertInvalid("media", () -> exclusive(null, List.of(video(), video())));
        assertInvalid("media", () -> exclusive(null, with(with(ten, VIDEO), IMAGE)));
        assertInvalid("media", () -> exclusive(null, Arrays.asList((Media) null)));
    }

    @Test
    void a_medium_names_the_field_that_is_wrong() {
        assertInvalid(
                "media[0].mediaType", () -> exclusive(null, List.of(new Media(null, URL, null, null, null, null))));
        assertInvalid(
                "media[1].url",
                () -> exclusive(null, List.of(image(), new Media(IMAGE, null, null, null, null, null))));
        assertInvalid(
                "media[0].thumbnailUrl", () -> exclusive(null, List.of(new Media(IMAGE, URL, "x", null, null, null))));
        assertInvalid("media[0].hlsUrl", () -> exclusive(null, List.of(new Media(VIDEO, URL, null, "x", null, null))));
        assertInvalid(
                "media[0].blurThumbnailUrl",
                () -> exclusive(null, List.of(new Media(VIDEO, URL, null, null, "x", null))));
    }

    @Test
    void metadata_are_flat_and_bounded() {
        Map<String, Object> fine = new HashMap<>();
        for (int i = 0; i < 28; i++) fine.put("key" + i, i);
        fine.put("text", "वाह\n");
        fine.put("yes", true);
        fine.put("nothing", null);
        fine.put("big", (1L << 53) - 1);
        withMetadata(fine);
        fine.put("one more", 1);
        assertInvalid("media[0].metadata", () -> withMetadata(fine));
        for (Object value : new Object[] {
            1.5,
            Double.POSITIVE_INFINITY,
            1L << 53,
            -(1L << 53),
            BigInteger.TEN,
            List.of(),
            Map.of(),
            "\u0000",
            "a".repeat(1001)
        }) assertInvalid("media[0].metadata.key", () -> withMetadata(Map.of("key", value)));
        for (String name : List.of("", "\u0000", "a".repeat(65)))
            assertInvalid("media[0].metadata", () -> withMetadata(Map.of(name, 1)));
    }

    private static void withMetadata(Map<String, Object> metadata) {
        exclusive(null, List.of(new Media(IMAGE, URL, null, null, null, metadata)));
    }

    private static Media image() {
        return new Media(IMAGE, URL, null, null, null, null);
    }

    private static Media video() {
        return new Media(VIDEO, URL, null, null, null, null);
    }

    private static List<Media> with(List<Media> media, MediaType type) {
        List<Media> more = new ArrayList<>(media);
        more.add(type == IMAGE ? image() : video());
        return more;
    }

    private static PublishPost exclusive(String caption, List<Media> media) {
        return new PublishPost(ID, ASHA, caption, EXCLUSIVE, 4900L, List.of(), media);
    }

    private static PublishPost subscription(List<UUID> tiers) {
        return new PublishPost(ID, ASHA, "Hello", SUBSCRIPTION, null, tiers, List.of());
    }
}
