package io.desifans.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** Who is on the platform of the demo, beside those whom {@link DemoData} knows by name, and what they say. */
record DemoPlatform(
        List<Creator> creators,
        List<String> fans,
        List<String> comments,
        List<String> questions,
        List<String> answers) {

    /** @param posts captions of what is for members */
    record Creator(
            String username,
            String name,
            String gender,
            List<String> categories,
            Tier tier,
            List<String> posts,
            Sold sold,
            Service service) {}

    /** @param fee paise a month */
    record Tier(String title, String description, int fee) {}

    /** @param price paise */
    record Sold(String caption, int price) {}

    /** @param price paise */
    record Service(String name, String description, int price, String type) {}

    static DemoPlatform read() {
        try (InputStream file = DemoPlatform.class.getResourceAsStream("/demo/platform.json")) {
            return JsonMapper.shared().readValue(Objects.requireNonNull(file), DemoPlatform.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
