package io.desifans.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * What must hold before an endpoint is called: a session where it is {@link SignedIn}, JSON if there is a body under
 * {@code /api/v1} (whether or not the endpoint reads it), text that can be stored, and under {@code /api/v1} no parameter
 * that the endpoint does not take.
 */
final class CheckedRequest implements HandlerInterceptor {

    private final KnownParameters parameters = new KnownParameters();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotSupportedException {
        if (!(handler instanceof HandlerMethod method)) return true;
        if (needsSession(method) && AuthenticatedSession.of(request).isEmpty()) throw Rejected.unauthenticated();
        boolean v1 = Face.isV1(Face.path(request));
        boolean lines = Face.path(request).equals(Face.IMPORT);
        if (v1 && !lines && hasBody(request) && !isJson(request.getContentType()))
            throw new HttpMediaTypeNotSupportedException("not JSON", List.of(MediaType.APPLICATION_JSON));
        Map<String, String[]> sent = SentParameters.of(request);
        checkTexts(request, sent);
        if (v1) parameters.check(method, sent);
        return true;
    }

    static boolean needsSession(HandlerMethod method) {
        return method.hasMethodAnnotation(SignedIn.class)
                || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), SignedIn.class);
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    private static boolean isJson(@Nullable String contentType) {
        try {
            return contentType != null
                    && MediaType.parseMediaType(contentType).equalsTypeAndSubtype(MediaType.APPLICATION_JSON);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static void checkTexts(HttpServletRequest request, Map<String, String[]> sent) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables)
            variables.forEach((name, value) -> check(String.valueOf(name), String.valueOf(value)));
        sent.forEach((name, values) -> {
            for (String value : values) check(name, value);
        });
    }

    private static void check(String name, String value) {
        if (!StorableText.isStorable(name) || !StorableText.isStorable(value))
            throw Rejected.invalid(name, name + " holds a character that is not allowed.");
    }
}
