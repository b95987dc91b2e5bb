package io.desifans.query;

import static io.desifans.db.Tables.CREATOR;
import static org.jooq.impl.DSL.row;

import io.desifans.web.KeptSelect;
import io.desifans.web.Row;
import java.util.List;
import org.jooq.Field;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;

/** A creator beside what is theirs. */
public record PublicCreator(
        String id,
        @Nullable String username,
        String displayName,
        @Nullable String profileImageUrl) {

    public static final SelectField<PublicCreator> FIELD = row(
                    CREATOR.ID, CREATOR.USERNAME, CREATOR.DISPLAY_NAME, CREATOR.PROFILE_IMAGE_URL)
            .mapping(PublicCreator::new);

    /** The same in a {@link KeptSelect}. */
    public static final List<Field<?>> COLUMNS =
            List.of(CREATOR.ID, CREATOR.USERNAME, CREATOR.DISPLAY_NAME, CREATOR.PROFILE_IMAGE_URL);

    public static PublicCreator read(Row row) {
        return new PublicCreator(row.text(), row.maybeText(), row.text(), row.maybeText());
    }
}
