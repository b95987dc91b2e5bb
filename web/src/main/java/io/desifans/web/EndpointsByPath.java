package io.desifans.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Compares a request with those endpoints only whose paths begin like its own. Spring compares it with all that have a
 * variable in their paths, which are hundreds; it is left to Spring what not exactly one endpoint answers.
 */
final class EndpointsByPath extends RequestMappingHandlerMapping {

    private static final Pattern BEGINNING = Pattern.compile("(/[^/{*?]+){3}(?=/|$)");
    private static final String ANY = "";

    private record Endpoint(RequestMappingInfo mapping, HandlerMethod method) {}

    private final Map<String, List<Endpoint>> byBeginning = new HashMap<>();

    @Override
    protected void handlerMethodsInitialized(Map<RequestMappingInfo, HandlerMethod> endpoints) {
        super.handlerMethodsInitialized(endpoints);
        endpoints.forEach((mapping, method) -> mapping.getPatternValues().stream()
                .map(EndpointsByPath::beginning)
                .distinct()
                .forEach(beginning -> byBeginning
                        .computeIfAbsent(beginning, none -> new ArrayList<>())
                        .add(new Endpoint(mapping, method))));
    }

    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
        List<Endpoint> found = new ArrayList<>(1);
        if (isPlain(path)) {
            addMatching(byBeginning.getOrDefault(beginning(path), List.of()), request, found);
            addMatching(byBeginning.getOrDefault(ANY, List.of()), request, found);
        }
        if (found.size() != 1) return super.lookupHandlerMethod(path, request);
        Endpoint only = found.getFirst();
        request.setAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE, only.method());
        handleMatch(only.mapping(), path, request);
        return only.method();
    }

    private void addMatching(List<Endpoint> some, HttpServletRequest request, List<Endpoint> found) {
        for (Endpoint endpoint : some) {
            RequestMappingInfo match = getMatchingMapping(endpoint.mapping(), request);
            if (match != null) found.add(new Endpoint(match, endpoint.method()));
        }
    }

    /** Not written in another way than the endpoints' own paths are. */
    private static boolean isPlain(String path) {
        return path.indexOf('%') < 0 && path.indexOf(';') < 0 && !path.contains("//");
    }

    /** The first three parts of a path, if they are no variables. */
    private static String beginning(String path) {
        Matcher beginning = BEGINNING.matcher(path);
        return beginning.lookingAt() ? beginning.group() : ANY;
    }
}
