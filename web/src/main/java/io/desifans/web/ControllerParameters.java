package io.desifans.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** What a controller may take as a parameter beside Spring's own: {@link Caller}, {@link AuthenticatedSession}, {@link Limit}. */
final class ControllerParameters {

    private ControllerParameters() {}

    static List<HandlerMethodArgumentResolver> all() {
        return List.of(
                new Resolver(
                        Caller.class,
                        request -> AuthenticatedSession.of(request)
                                .map(AuthenticatedSession::caller)
                                .orElse(Caller.ANONYMOUS)),
                new Resolver(
                        AuthenticatedSession.class,
                        request -> AuthenticatedSession.of(request).orElse(null)),
                new Resolver(Limit.class, request -> Limit.parse(request.getParameter(Limit.PARAMETER))));
    }

    private record Resolver(Class<?> type, Function<HttpServletRequest, @Nullable Object> value)
            implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == type;
        }

        @Override
        public @Nullable Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return value.apply((HttpServletRequest) request.getNativeRequest());
        }
    }
}
