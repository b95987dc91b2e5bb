package io.desifans.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Gives the answers of {@link Revalidated} reads their tags, which are digests of what is answered: the same on every node,
 * and another one as soon as the reader sees anything else, be it by an event or by the time.
 */
@ControllerAdvice
final class EntityTags implements ResponseBodyAdvice<Object> {

    /** What stands around the cursor, which comes last. */
    private static final int END_OF_PAGE = "\"\"}".length();

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
        if (body == null) throw new IllegalStateException("an answer that is revalidated has a body");
        TaggedJson written = written(body);
        if (type.equals(MediaType.APPLICATION_JSON))
            PublicAnswers.asked(asked).ifPresent(everybodys -> everybodys.keep(written, asked));
        return written.isKnownTo(asked, answered) ? null : written;
    }

    /**
     * The tag is a weak one: the cursor of a page may be another, as long as there is one, since an earlier one goes on as
     * well.
     */
    private static TaggedJson written(Object body) {
        byte[] bytes = Json.STRICT.writeValueAsBytes(body);
        String cursor = body instanceof Page<?> page ? page.nextCursor() : null;
        int told = bytes.length - (cursor == null ? 0 : END_OF_PAGE + cursor.length());
        MessageDigest digest = sha256();
        digest.update(bytes, 0, told);
        return new TaggedJson(
                bytes, "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest()) + "\"");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
