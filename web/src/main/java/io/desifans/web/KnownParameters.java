package io.desifans.web;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/**
 * Refuses a query parameter that an endpoint does not take, and one that is given twice. Ignored, a mistyped filter would
 * widen the answer unseen.
 */
final class KnownParameters {

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    void check(HandlerMethod endpoint, Map<String, String[]> sent) {
        if (sent.isEmpty()) return;
        Set<String> names = known.computeIfAbsent(endpoint.getMethod(), method -> names(endpoint));
        sent.forEach((name, values) -> {
            if (!names.contains(name)) throw Rejected.invalid(name, name + " is no parameter here.");
            if (values.length > 1) throw Rejected.invalid(name, name + " is given more than once.");
        });
    }

    private static Set<String> names(HandlerMethod endpoint) {
        return Arrays.stream(endpoint.getMethodParameters())
                .flatMap(KnownParameters::names)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A parameter of the method stands for one of the query, for one per component if it is a record, or for none. */
    private static Stream<String> names(MethodParameter parameter) {
        RequestParam one = parameter.getParameterAnnotation(RequestParam.class);
        Class<?> type = parameter.getParameterType();
        if (one != null)
            return Stream.of(one.name().isEmpty() ? parameter.getParameter().getName() : one.name());
        if (type == Limit.class) return Stream.of(Limit.PARAMETER);
        boolean bound = type.isRecord()
                && parameter.getParameterAnnotations().length == 0
                && ControllerParameters.all().stream().noneMatch(own -> own.supportsParameter(parameter));
        return bound ? Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName) : Stream.empty();
    }
}
