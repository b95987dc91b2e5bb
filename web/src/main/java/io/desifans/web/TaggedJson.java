package io.desifans.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.ServletWebRequest;

/** An answer that has become JSON already, with its ETag. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
record TaggedJson(byte[] bytes, String tag) {

    /** Says who may keep it for how long; if the client has it already, the answer is 304 and needs no more. */
    boolean isKnownTo(HttpServletRequest request, HttpServletResponse response) {
        CacheControl kept = CacheControl.noCache();
        if (AuthenticatedSession.of(request).isPresent()) kept = kept.cachePrivate();
        response.setHeader(HttpHeaders.CACHE_CONTROL, kept.getHeaderValue());
        response.addHeader(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION + ", " + HttpHeaders.COOKIE);
        return new ServletWebRequest(request, response).checkNotModified(tag);
    }
}
