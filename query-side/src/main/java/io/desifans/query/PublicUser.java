package io.desifans.query;

import static io.desifans.db.Tables.USER;
import static org.jooq.impl.DSL.row;

import io.desifans.web.KeptSelect;
import io.desifans.web.Row;
import java.util.List;
import org.jooq.Field;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;

/** What everyone may know of a user who likes, comments or follows. */
public record PublicUser(String id, String name, @Nullable String image) {

    public static final SelectField<PublicUser> FIELD =
            row(USER.ID, USER.NAME, USER.IMAGE).mapping(PublicUser::new);

    /** The same in a {@link KeptSelect}. */
    public static final List<Field<?>> COLUMNS = List.of(USER.ID, USER.NAME, USER.IMAGE);

    public static PublicUser read(Row row) {
        return new PublicUser(row.text(), row.text(), row.maybeText());
    }
}
