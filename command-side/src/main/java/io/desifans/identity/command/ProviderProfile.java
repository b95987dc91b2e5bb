package io.desifans.identity.command;

import io.desifans.web.Rejected;
import io.desifans.web.StorableText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom a provider says it is.
 *
 * @param accountId the user's id there
 * @param email in its normal form; null if the provider told none that is one
 * @param emailVerified whether the provider knows that the address is the user's own
 * @param image an http or https address
 * @param claims all that the provider told
 */
record ProviderProfile(
        String accountId,
        @Nullable String email,
        boolean emailVerified,
        String name,
        @Nullable String image,
        Map<String, Object> claims) {

    private static final int LONGEST_ID = 255;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_IMAGE = 2000;

    /** @throws ProviderFailure if they do not say whose they are */
    static ProviderProfile of(Map<String, Object> claims) {
        String subject = text(claims, "sub");
        if (subject == null || subject.length() > LONGEST_ID || !subject.chars().allMatch(c -> c > ' ' && c < 127))
            throw ProviderFailure.noProfile("no subject");
        String email = email(text(claims, "email"));
        return new ProviderProfile(
                subject,
                email,
                email != null && "true".equals(String.valueOf(claims.get("email_verified"))),
                name(text(claims, "name"), email),
                image(text(claims, "picture")),
                claims);
    }

    private static @Nullable String text(Map<String, Object> claims, String name) {
        return claims.get(name) instanceof String text && StorableText.isStorable(text) ? text : null;
    }

    private static @Nullable String email(@Nullable String told) {
        if (told == null) return null;
        try {
            return EmailAddress.normal(told);
        } catch (Rejected e) {
            return null;
        }
    }

    /** The address where a provider tells no name. */
    private static String name(@Nullable String told, @Nullable String email) {
        String name = told == null ? "" : told.replaceAll("\\p{Cc}", " ").strip();
        if (name.isEmpty()) name = email == null ? "?" : email;
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME));
    }

    private static @Nullable String image(@Nullable String told) {
        return told != null && told.matches("https?://[\\x21-\\x7e]+") && told.length() <= LONGEST_IMAGE ? told : null;
    }

    /** Says nothing, so that it cannot get into a log line. */
    @Override
    public String toString() {
        return "ProviderProfile[…]";
    }
}
