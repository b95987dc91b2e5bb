package io.desifans.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Gives the answers of {@link Revalidated} reads their tags, which are digests of what is answered: the same on every node,
 * and another one as soon as the reader sees anything else, be it by an event or by the time.
 */
@ControllerAdvice
final class EntityTags implements ResponseBodyAdvice<Object> {

    @Override
    public boolean supports(MethodParameter answer, Class<? extends HttpMessageConverter<?>> converter) {
        return answer.hasMethodAnnotation(Revalidated.class);
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter answer,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        HttpServletRequest asked = ((ServletServerHttpRequest) request).getServletRequest();
        HttpServletResponse answered = ((ServletServerHttpResponse) response).getServletResponse();
        CacheControl kept = CacheControl.noCache();
        if (AuthenticatedSession.of(asked).isPresent()) kept = kept.cachePrivate();
        answered.setHeader(HttpHeaders.CACHE_CONTROL, kept.getHeaderValue());
        answered.addHeader(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION + ", " + HttpHeaders.COOKIE);
        return new ServletWebRequest(asked, answered).checkNotModified(tag(body)) ? null : body;
    }

    /** A weak one: the cursor of a page may be another, as long as there is one, since an earlier one goes on as well. */
    private static String tag(@Nullable Object body) {
        MessageDigest digest = sha256();
        OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
        Object told = body instanceof Page<?> page ? new Object[] {page.items(), page.nextCursor() == null} : body;
        Json.STRICT.writeValue(out, told);
        return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest()) + "\"";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
