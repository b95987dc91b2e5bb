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
 * {@code /api/v1} (whether or not the endpoint reads it), and text that can be stored.
 */
final class CheckedRequest implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotSupportedException {
        if (!(handler instanceof HandlerMethod method)) return true;
        if (needsSession(method) && AuthenticatedSession.of(request).isEmpty()) throw Rejected.unauthenticated();
        if (Face.isV1(Face.path(request)) && hasBody(request) && !isJson(request.getContentType()))
            throw new HttpMediaTypeNotSupportedException("not JSON", List.of(MediaType.APPLICATION_JSON));
        checkTexts(request);
        return true;
    }

    private static boolean needsSession(HandlerMethod method) {
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

    private static void checkTexts(HttpServletRequest request) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables)
            variables.forEach((name, value) -> check(String.valueOf(name), String.valueOf(value)));
        request.getParameterMap().forEach((name, values) -> {
            for (String value : values) check(name, value);
        });
    }

    private static void check(String name, String value) {
        if (!StorableText.isStorable(name) || !StorableText.isStorable(value))
            throw Rejected.invalid(name, name + " holds a character that is not allowed.");
    }
}
