package io.desifans.provider;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has an account here.
 *
 * @param email null for one who does not tell it
 */
record Person(
        String subject,
        @Nullable String email,
        boolean emailVerified,
        String name,
        @Nullable String picture) {

    /** What is told of them. */
    Map<String, Object> claims() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", subject);
        claims.put("name", name);
        if (email != null) {
            claims.put("email", email);
            claims.put("email_verified", emailVerified);
        }
        if (picture != null) claims.put("picture", picture);
        return claims;
    }
}
