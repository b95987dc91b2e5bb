package io.desifans.identity.command;

import io.desifans.web.Rejected;
import io.desifans.web.TrustedOrigins;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Where a client may ask to be sent afterwards: a path of its own site, or a trusted origin. */
@Component
final class CallbackUrls {

    private final TrustedOrigins origins;

    CallbackUrls(TrustedOrigins origins) {
        this.origins = origins;
    }

    /** 403 for a place that a client may not be sent to. */
    void requireTrusted(@Nullable String callbackUrl) {
        requireTrusted("callbackURL", callbackUrl, "INVALID_CALLBACK_URL");
    }

    /** The same for another field. */
    void requireTrusted(String field, @Nullable String url, String code) {
        if (url == null || origins.mayBeSentTo(url)) return;
        throw Rejected.forbidden(code, "Invalid " + field);
    }

    static <T> ResponseEntity<T> redirect(String url) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .header(HttpHeaders.LOCATION, url)
                .build();
    }

    /** With one more parameter in the query. */
    static String with(String url, String parameter, String value) {
        int fragment = url.indexOf('#');
        String page = fragment < 0 ? url : url.substring(0, fragment);
        String query =
                (page.contains("?") ? "&" : "?") + parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        return page + query + url.substring(page.length());
    }
}
