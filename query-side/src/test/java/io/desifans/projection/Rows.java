package io.desifans.projection;

import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.POST;
import static io.desifans.db.Tables.POST_LIKE;
import static io.desifans.db.Tables.USER;
import static io.desifans.projection.Scripted.AT;

import io.desifans.content.PostType;
import java.util.UUID;
import java.util.function.Consumer;

/** Changes that the tests of parking and replay are written in. */
final class Rows {

    private Rows() {}

    static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes());
    }

    static Consumer<RowChanges> user(String id) {
        return user(id, id + "@example.org");
    }

    static Consumer<RowChanges> user(String id, String email) {
        return rows -> rows.insert(USER, id)
                .set(USER.NAME, "Name of " + id)
                .set(USER.EMAIL, email)
                .set(USER.EMAIL_VERIFIED, true)
                .set(USER.CREATED_AT, AT)
                .set(USER.UPDATED_AT, AT);
    }

    static Consumer<RowChanges> renamed(String user, String name) {
        return rows -> rows.update(USER, user).set(USER.NAME, name);
    }

    static Consumer<RowChanges> userGone(String user) {
        return rows -> rows.delete(USER, user);
    }

    static Consumer<RowChanges> creator(String user) {
        return rows -> rows.insert(CREATOR, user)
                .set(CREATOR.DISPLAY_NAME, "Display name of " + user)
                .set(CREATOR.ONBOARDED, true)
                .set(CREATOR.USERNAME_LOCKED, true)
                .set(CREATOR.CREATED_AT, AT)
                .set(CREATOR.UPDATED_AT, AT);
    }

    static Consumer<RowChanges> post(String post, String creator) {
        return rows -> rows.insert(POST, id(post))
                .set(POST.CREATOR_ID, creator)
                .set(POST.CAPTION, "Caption of " + post)
                .set(POST.POST_TYPE, PostType.EXCLUSIVE)
                .set(POST.PRICE, 100)
                .set(POST.IS_PINNED, false)
                .set(POST.CREATED_AT, AT)
                .set(POST.UPDATED_AT, AT);
    }

    static Consumer<RowChanges> priced(String post, int price) {
        return rows -> rows.update(POST, id(post)).set(POST.PRICE, price);
    }

    static Consumer<RowChanges> postGone(String post) {
        return rows -> rows.delete(POST, id(post));
    }

    static Consumer<RowChanges> liked(String post, String user) {
        return rows -> rows.insert(POST_LIKE, id(post + user))
                .set(POST_LIKE.POST_ID, id(post))
                .set(POST_LIKE.USER_ID, user)
                .set(POST_LIKE.CREATED_AT, AT);
    }

    static Consumer<RowChanges> unliked(String post, String user) {
        return rows -> rows.delete(POST_LIKE, id(post + user));
    }

    static Consumer<RowChanges> broken() {
        return rows -> {
            throw new IllegalStateException("a message that may hold a@personal.datum");
        };
    }
}
