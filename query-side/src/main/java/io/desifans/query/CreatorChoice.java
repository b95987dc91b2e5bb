package io.desifans.query;

import static io.desifans.db.Tables.CREATOR;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.val;

import io.desifans.creator.Categories;
import io.desifans.creator.Usernames;
import io.desifans.web.Caller;
import io.desifans.web.KeptSelect;
import io.desifans.web.Rejected;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Param;
import org.jspecify.annotations.Nullable;

/** Which creators a request is about, and which of them its caller may see. */
public final class CreatorChoice {

    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9]{32}");
    private static final Param<String> NAMED_ID = param("namedId", String.class);
    private static final Param<String> NAMED_USERNAME = param("namedUsername", String.class);

    private CreatorChoice() {}

    /**
     * The creator of this id or username, which differ in length.
     *
     * @param field what a refusal of the text names
     */
    public static Condition named(String field, String idOrUsername) {
        if (isId(field, idOrUsername)) return CREATOR.ID.eq(idOrUsername);
        return CREATOR.USERNAME.eq(idOrUsername.toLowerCase(Locale.ROOT));
    }

    /** The same in a {@link KeptSelect}, for the one that {@link #naming} names. */
    public static Condition named() {
        return CREATOR.ID.eq(NAMED_ID).or(CREATOR.USERNAME.eq(NAMED_USERNAME));
    }

    /** Whom {@link #named()} stands for. */
    public static KeptSelect.Asked naming(String field, String idOrUsername, KeptSelect.Asked asked) {
        boolean isId = isId(field, idOrUsername);
        return asked.with(NAMED_ID, isId ? idOrUsername : null)
                .with(NAMED_USERNAME, isId ? null : idOrUsername.toLowerCase(Locale.ROOT));
    }

    private static boolean isId(String field, String idOrUsername) {
        if (ID.matcher(idOrUsername).matches()) return true;
        if (!Usernames.isWellFormed(idOrUsername))
            throw Rejected.invalid(field, field + " must be a creator's id or username.");
        return false;
    }

    /** Before onboarding is completed a creator, with all that is theirs, is seen by themselves and by admins only. */
    public static Condition visibleTo(Caller caller) {
        return visibleTo(val(caller.userId(), String.class), val(caller.isAdmin()));
    }

    /** The same in a {@link KeptSelect}, for its caller. */
    public static Condition visible() {
        return visibleTo(KeptSelect.CALLER, KeptSelect.ADMIN);
    }

    private static Condition visibleTo(Field<String> caller, Field<Boolean> admin) {
        return condition(CREATOR.ONBOARDED).or(CREATOR.ID.eq(caller)).or(condition(admin));
    }

    /** Whether what creators may show or hide, in a {@link KeptSelect}, is shown to its caller. */
    public static Condition shown(Field<Boolean> visible) {
        return condition(visible).or(CREATOR.ID.eq(KeptSelect.CALLER)).or(condition(KeptSelect.ADMIN));
    }

    /** The creators of this category, one of the fifteen; all without one. */
    public static Condition isIn(@Nullable String category) {
        return category == null ? noCondition() : CREATOR.CATEGORIES.contains(category(category));
    }

    /** What the categories of a creator hold who is in this one, one of the fifteen. */
    public static JSONB category(String category) {
        if (!Categories.ALL.contains(category))
            throw Rejected.invalid("category", "category must be one of " + String.join(", ", Categories.ALL) + ".");
        return JSONB.valueOf("[\"" + category + "\"]");
    }
}
