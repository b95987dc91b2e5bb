package io.desifans.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;

/** Tells a browser who may read an answer. Refusing a write is not its task: the origin check does that, and only with cookies. */
final class CorsForBrowsers extends DefaultCorsProcessor {

    @Override
    public boolean processRequest(
            @Nullable CorsConfiguration cors, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean unknown = cors == null || cors.checkOrigin(request.getHeader(HttpHeaders.ORIGIN)) == null;
        if (unknown && !CorsUtils.isPreFlightRequest(request)) {
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
            return true;
        }
        return super.processRequest(cors, request, response);
    }
}
