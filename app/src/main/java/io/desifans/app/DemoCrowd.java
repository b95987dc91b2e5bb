package io.desifans.app;

import java.util.ArrayList;
import java.util.List;

/** The creators and fans of the demo of whom its tale does not tell: they fill the lists. */
final class DemoCrowd {

    /** @param captions of posts for members, each with its picture */
    record Creator(
            String username,
            String fullName,
            String gender,
            List<String> categories,
            String tier,
            long monthlyPaise,
            List<String> captions,
            String service,
            long pricePaise,
            String serviceType) {}

    static final List<Creator> CREATORS = List.of(
            new Creator(
                    "leela",
                    "Leela Nair",
                    "female",
                    List.of("Cooking", "Travel"),
                    "Family recipes",
                    14900,
                    List.of("Appam on a Sunday", "My grandmother's fish curry", "The market at six"),
                    "Plan my dinner",
                    80000,
                    "chat"),
            new Creator(
                    "arjun",
                    "Arjun Das",
                    "male",
                    List.of("Gaming", "Technology"),
                    "Behind the screen",
                    9900,
                    List.of("The final, move by move", "My new desk", "What I learned from losing"),
                    "A match with me",
                    60000,
                    "audio_call"),
            new Creator(
                    "tara",
                    "Tara Bose",
                    "female",
                    List.of("Education", "Business"),
                    "Exam season",
                    29900,
                    List.of("How I read a paper", "Twelve questions that come each year", "A week of mornings"),
                    "Read my essay",
                    120000,
                    "chat"),
            new Creator(
                    "imran",
                    "Imran Ali",
                    "male",
                    List.of("Music", "Entertainment"),
                    "First row",
                    19900,
                    List.of("Tabla at midnight", "Soundcheck in Pune", "The song that did not make it"),
                    "A song for your wedding",
                    250000,
                    "shoutout"),
            new Creator(
                    "nisha",
                    "Nisha Patel",
                    "non-binary",
                    List.of("Fashion", "Lifestyle"),
                    "The wardrobe",
                    24900,
                    List.of("Block prints from Bagru", "Three ways to tie it", "Colours of the rains"),
                    "Look through my wardrobe",
                    180000,
                    "video_call"));

    private static final List<String> FANS = List.of(
            "Anil Joshi",
            "Priya Menon",
            "Sana Qureshi",
            "Dev Malhotra",
            "Gita Pillai",
            "Rohan Shah",
            "Usha Reddy",
            "Farid Khan",
            "Kiran Rao",
            "Maya Sen");

    private static final List<String> WORDS = List.of(
            "I could look at this all day.",
            "Thank you for this one!",
            "More of it, please.",
            "This made my morning.",
            "How long did it take?");

    private DemoCrowd() {}

    /** The fans, each known from then on. */
    static List<DemoClient> fans(String base) {
        List<DemoClient> fans = new ArrayList<>();
        for (String name : FANS) fans.add(DemoClient.known(base, email(name), name));
        return fans;
    }

    /** What this fan does: follows all, subscribes to one and says something under each of their posts. */
    static void live(int number, DemoClient fan, List<DemoShop> shops) {
        shops.forEach(shop -> shop.followedBy(fan));
        DemoShop favourite = shops.get(number % shops.size());
        favourite.subscribedBy(fan);
        favourite.toldBy(number, fan, WORDS.get(number % WORDS.size()));
    }

    private static String email(String name) {
        return name.substring(0, name.indexOf(' ')).toLowerCase(java.util.Locale.ROOT) + "@demo.desifans.test";
    }
}
