package io.desifans.content.query;

import static io.desifans.db.Tables.POST;
import static io.desifans.db.Tables.POST_MEMBERSHIP;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;

import io.desifans.content.query.Paywall.Access;
import io.desifans.content.query.Paywall.Entitlement;
import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import java.util.EnumSet;
import java.util.Set;
import org.jooq.Field;
import org.jooq.SelectField;

/** What of a post its reader may see, found in the statement that reads the post. */
final class PostAccess {

    private PostAccess() {}

    /** The paywall's answer for the post at hand. */
    static SelectField<Access> of(Caller caller) {
        Field<Boolean> hasTier =
                field(exists(selectOne().from(POST_MEMBERSHIP).where(POST_MEMBERSHIP.POST_ID.eq(POST.ID))));
        return row(POST.POST_TYPE, hasTier, POST.CREATOR_ID)
                .mapping((type, tier, creatorId) -> Paywall.access(type, tier, held(caller, creatorId)));
    }

    /** Likes and comments need the same access as media. */
    static void mustBeOpen(Access access) {
        if (!access.open()) throw Rejected.forbidden("POST_LOCKED", "This post is locked: " + access.reason() + ".");
    }

    private static Set<Entitlement> held(Caller caller, String creatorId) {
        Set<Entitlement> held = EnumSet.noneOf(Entitlement.class);
        if (caller.is(creatorId)) held.add(Entitlement.OWNER);
        if (caller.isAdmin()) held.add(Entitlement.ADMIN);
        return held;
    }
}
