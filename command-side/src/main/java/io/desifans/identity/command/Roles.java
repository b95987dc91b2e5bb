package io.desifans.identity.command;

import io.desifans.web.Rejected;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The roles a user can have, as the clients' admin plugin sends them. */
final class Roles {

    private static final Set<String> KNOWN = Set.of("user", "admin", "auditor");

    private Roles() {}

    /** A text or a list of texts, each a known role; a comma list without repetitions. */
    static String commaList(@Nullable Object role) {
        List<?> given = role instanceof String text
                ? List.of(text.split(",", -1))
                : role instanceof List<?> list ? list : List.of();
        Set<String> roles = new TreeSet<>();
        for (Object each : given) {
            if (!(each instanceof String name)) throw wrongType();
            if (!KNOWN.contains(name))
                throw Rejected.invalid(
                        "YOU_ARE_NOT_ALLOWED_TO_SET_NON_EXISTENT_VALUE",
                        "role",
                        "You are not allowed to set a non-existent role value");
            roles.add(name);
        }
        if (roles.isEmpty()) throw wrongType();
        return String.join(",", roles);
    }

    private static Rejected wrongType() {
        return Rejected.invalid("INVALID_ROLE_TYPE", "role", "Invalid role type");
    }
}
