package io.desifans.query;

import static io.desifans.db.Tables.CREATOR;
import static org.jooq.impl.DSL.row;

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
}
