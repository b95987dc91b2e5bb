package io.desifans.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Compares a request with those endpoints only that take its method and whose paths begin like its own. Spring compares it
 * with all that have a variable in their paths, which are hundreds; it is left to Spring what not exactly one endpoint answers.
 */
final class EndpointsByPath extends RequestMappingHandlerMapping {

    private static final Pattern VARIABLE = Pattern.compile("[{*?]");
    private static final int PARTS = 3;
    private static final String ANY = "";

    private record Endpoint(RequestMappingInfo mapping, HandlerMethod method) {}

    /** @param method and beginning of a path; each is empty for all */
    private record Place(String method, String beginning) {}

    private final Map<Place, List<Endpoint>> byPlace = new HashMap<>();

    @Override
    protected void handlerMethodsInitialized(Map<RequestMappingInfo, HandlerMethod> endpoints) {
        super.handlerMethodsInitialized(endpoints);
        endpoints.forEach((mapping, method) -> places(mapping)
                .distinct()
                .forEach(place -> byPlace.computeIfAbsent(place, none -> new ArrayList<>())
                        .add(new Endpoint(mapping, method))));
    }

    private static Stream<Place> places(RequestMappingInfo mapping) {
        Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
        return mapping.getPatternValues().stream()
                .map(EndpointsByPath::beginning)
                .flatMap(beginning -> methods.isEmpty()
                        ? Stream.of(new Place(ANY, beginning))
                        : methods.stream().map(method -> new Place(method.name(), beginning)));
    }

    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
        List<Endpoint> found = new ArrayList<>(1);
        if (isPlain(path)) {
            String beginning = beginning(path);
            for (String method : List.of(request.getMethod(), ANY)) {
                addMatching(byPlace.getOrDefault(new Place(method, beginning), List.of()), request, found);
                addMatching(byPlace.getOrDefault(new Place(method, ANY), List.of()), request, found);
            }
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
        int end = 0;
        for (int part = 0; part < PARTS; part++) {
            if (end >= path.length() - 1 || path.charAt(end) != '/') return ANY;
            int next = path.indexOf('/', end + 1);
            end = next < 0 ? path.length() : next;
        }
        String beginning = path.substring(0, end);
        return VARIABLE.matcher(beginning).find() ? ANY : beginning;
    }
}
