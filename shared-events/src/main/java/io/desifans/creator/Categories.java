package io.desifans.creator;

import java.util.List;

/** What a creator may make content about. */
public final class Categories {

    public static final List<String> ALL = List.of(
            "Fitness",
            "Cooking",
            "Gaming",
            "Education",
            "Entertainment",
            "Lifestyle",
            "Technology",
            "Art",
            "Music",
            "Business",
            "Fashion",
            "Travel",
            "Health",
            "Finance",
            "Sports");

    private Categories() {}
}
