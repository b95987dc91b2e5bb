package io.desifans.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Compares a request with those endpoints only whose paths begin like its own. Spring compares it with all that have a
 * variable in their paths, which are hundreds.
 */
final class EndpointsByPath extends RequestMappingHandlerMapping {

    private final Map<RequestMappingInfo, String> beginnings = new ConcurrentHashMap<>();

    /** A request that knows its path. */
    private static final class Located extends HttpServletRequestWrapper {

        private final String path;

        Located(HttpServletRequest request, String path) {
            super(request);
            this.path = path;
        }
    }

    /** A path that is written in another way than the endpoints are is compared with all of them. */
    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
        boolean plain = path.indexOf('%') < 0 && path.indexOf(';') < 0 && !path.contains("//");
        return super.lookupHandlerMethod(path, plain ? new Located(request, path) : request);
    }

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo info, HttpServletRequest request) {
        if (request instanceof Located located
                && !located.path.startsWith(beginnings.computeIfAbsent(info, EndpointsByPath::beginning))) return null;
        return super.getMatchingMapping(info, request);
    }

    /** All that stands before the first variable of its path. */
    private static String beginning(RequestMappingInfo info) {
        Set<String> paths = info.getPatternValues();
        return paths.size() == 1 ? paths.iterator().next().split("[{*?]", 2)[0] : "";
    }
}
