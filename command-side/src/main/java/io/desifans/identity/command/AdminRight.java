package io.desifans.identity.command;

import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import java.util.Locale;

/** What only an admin may do to users, each with the refusal that the clients' admin plugin knows. */
enum AdminRight {
    CHANGE_USERS_ROLE,
    CREATE_USERS,
    LIST_USERS,
    LIST_USERS_SESSIONS,
    BAN_USERS,
    IMPERSONATE_USERS,
    REVOKE_USERS_SESSIONS,
    DELETE_USERS,
    UPDATE_USERS,
    SET_USERS_PASSWORD,
    GET_USER;

    /** The admin's user id; 401 without a session, 403 for anybody else. */
    String of(Caller caller) {
        String userId = caller.id();
        if (!caller.isAdmin())
            throw Rejected.forbidden(
                    "YOU_ARE_NOT_ALLOWED_TO_" + name(),
                    "You are not allowed to " + name().toLowerCase(Locale.ROOT).replace('_', ' '));
        return userId;
    }
}
