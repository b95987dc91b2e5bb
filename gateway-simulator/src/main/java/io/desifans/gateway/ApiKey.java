package io.desifans.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Lets through who has the key: {@code Authorization: Bearer <key>}. */
final class ApiKey implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private static final String SCHEME = "Bearer ";

    private final byte[] key;

    ApiKey(String key) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        String header = String.valueOf(request.headers().firstHeader(HttpHeaders.AUTHORIZATION));
        boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        byte[] given = (bearer ? header.substring(SCHEME.length()) : "").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(key, given)) throw Refused.unauthorized();
        return next.handle(request);
    }
}
