package io.desifans.creator.query;

import static io.desifans.db.Tables.CREATOR;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.desifans.query.Columns;
import io.desifans.query.CreatorChoice;
import io.desifans.web.Cursor;
import io.desifans.web.Limit;
import io.desifans.web.Page;
import io.desifans.web.Rejected;
import io.desifans.web.Revalidated;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Creators found by what their names begin with or nearly are, and by category. */
@RestController
class CreatorSearch {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
    /** No bare number: in an order that would be the place of a column. */
    private static final Field<Integer> NONE = inline(0).cast(SQLDataType.INTEGER);

    private static final Field<String> DISPLAY_NAME = lower(CREATOR.DISPLAY_NAME);

    private final DSLContext db;

    CreatorSearch(DSLContext db) {
        this.db = db;
    }

    /** A creator in a list. */
    record ListedCreator(
            String id,
            String username,
            String displayName,
            @Nullable JsonNode categories,
            @Nullable String profileImageUrl,
            @Nullable String bio) {}

    private record Found(ListedCreator creator, Integer distance) {}

    /** Those first whose names begin so, by username; then the others, the nearest first. */
    @Revalidated
    @GetMapping("/api/v1/creators")
    Page<ListedCreator> search(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit) {
        String text = q == null ? null : checked(q);
        Field<Integer> distance = text == null ? NONE : distance(text);
        List<Found> found = db.select(
                        row(
                                        CREATOR.ID,
                                        CREATOR.USERNAME,
                                        CREATOR.DISPLAY_NAME,
                                        Columns.json(CREATOR.CATEGORIES),
                                        CREATOR.PROFILE_IMAGE_URL,
                                        CREATOR.BIO)
                                .mapping(ListedCreator::new),
                        distance)
                .from(CREATOR)
                .where(CREATOR.ONBOARDED)
                .and(CREATOR.USERNAME.isNotNull())
                .and(text == null ? noCondition() : beginsWith(text).or(isNearly(text)))
                .and(CreatorChoice.isIn(category))
                .and(comesAfter(Cursor.decode(cursor, 2), distance))
                .orderBy(distance, CREATOR.USERNAME)
                .limit(limit.plusOne())
                .fetch(mapping(Found::new));
        Page<Found> page = Page.of(
                found,
                limit,
                last -> Cursor.encode(last.distance(), last.creator().username()));
        return new Page<>(page.items().stream().map(Found::creator).toList(), page.nextCursor());
    }

    private static String checked(String q) {
        if (q.isEmpty() || q.length() > 100 || CONTROL.matcher(q).find())
            throw Rejected.invalid("q", "q must be 1 to 100 characters without control characters.");
        return q.toLowerCase(Locale.ROOT);
    }

    private static Condition comesAfter(@Nullable Cursor cursor, Field<Integer> distance) {
        if (cursor == null) return noCondition();
        return row(distance.cast(SQLDataType.BIGINT), CREATOR.USERNAME)
                .greaterThan(val(cursor.number(0)), val(cursor.text(1)));
    }

    private static Condition beginsWith(String text) {
        String pattern = text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
        return CREATOR.USERNAME.like(pattern, '!').or(DISPLAY_NAME.like(pattern, '!'));
    }

    /** By the index of the trigrams of both names. */
    private static Condition isNearly(String text) {
        return isNearly(CREATOR.USERNAME, text).or(isNearly(DISPLAY_NAME, text));
    }

    private static Condition isNearly(Field<String> name, String text) {
        return condition("{0} operator(extension.%) {1}", name, val(text))
                .or(condition("{0} operator(extension.%>) {1}", name, val(text)));
    }

    /** 0 for a name that begins so, up to 1000 for one that has nothing in common with the text. */
    private static Field<Integer> distance(String text) {
        return when(beginsWith(text), inline(0))
                .otherwise(field(
                        "1000 - cast(1000 * greatest(extension.similarity({0}, {1}), extension.similarity({2}, {1}),"
                                + " extension.word_similarity({1}, {2})) as integer)",
                        SQLDataType.INTEGER, CREATOR.USERNAME, val(text), DISPLAY_NAME));
    }
}
