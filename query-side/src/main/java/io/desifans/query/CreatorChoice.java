package io.desifans.query;

import static io.desifans.db.Tables.CREATOR;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.trueCondition;

import io.desifans.creator.Categories;
import io.desifans.creator.Usernames;
import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** Which creators a request is about, and which of them its caller may see. */
public final class CreatorChoice {

    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9]{32}");

    private CreatorChoice() {}

    /**
     * The creator of this id or username, which differ in length.
     *
     * @param field what a refusal of the text names
     */
    public static Condition named(String field, String idOrUsername) {
        if (ID.matcher(idOrUsername).matches()) return CREATOR.ID.eq(idOrUsername);
        if (!Usernames.isWellFormed(idOrUsername))
            throw Rejected.invalid(field, field + " must be a creator's id or username.");
        return CREATOR.USERNAME.eq(idOrUsername.toLowerCase(Locale.ROOT));
    }

    /** Before onboarding is completed a creator, with all that is theirs, is seen by themselves and by admins only. */
    public static Condition visibleTo(Caller caller) {
        if (caller.isAdmin()) return trueCondition();
        return condition(CREATOR.ONBOARDED).or(isCaller(caller));
    }

    /** Whether the creator is the caller. */
    public static Condition isCaller(Caller caller) {
        return caller.userId() == null ? falseCondition() : CREATOR.ID.eq(caller.userId());
    }

    /** The creators of this category, one of the fifteen; all without one. */
    public static Condition isIn(@Nullable String category) {
        if (category == null) return noCondition();
        if (!Categories.ALL.contains(category))
            throw Rejected.invalid("category", "category must be one of " + String.join(", ", Categories.ALL) + ".");
        return CREATOR.CATEGORIES.contains(JSONB.valueOf("[\"" + category + "\"]"));
    }
}
