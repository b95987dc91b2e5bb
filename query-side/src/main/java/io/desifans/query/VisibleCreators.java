package io.desifans.query;

import static io.desifans.db.Tables.CREATOR;
import static org.jooq.impl.DSL.select;

import io.desifans.web.Caller;
import io.desifans.web.KeptSelect;
import io.desifans.web.Limit;
import io.desifans.web.Page;
import io.desifans.web.Rejected;
import io.desifans.web.Row;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/** Tells an empty list of a creator's from that of one who is not there for the caller. */
public final class VisibleCreators {

    private final KeptSelect named;

    VisibleCreators(DataSource database) {
        named = new KeptSelect(
                database,
                select(CREATOR.ID).from(CREATOR).where(CreatorChoice.named()).and(CreatorChoice.visible()));
    }

    /**
     * A page of what was found of this creator's.
     *
     * @param field what a refusal of the creator's name names
     */
    public <T> Page<T> page(
            String field, String creator, Caller caller, List<T> found, Limit limit, Function<T, String> cursorAfter) {
        if (found.isEmpty() && !isVisible(field, creator, caller)) throw Rejected.notFound("creator");
        return Page.of(found, limit, cursorAfter);
    }

    private boolean isVisible(String field, String creator, Caller caller) {
        return CreatorChoice.naming(field, creator, named.by(caller))
                .one(Row::text)
                .isPresent();
    }
}
