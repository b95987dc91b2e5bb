package io.desifans.query;

import io.desifans.web.AuthenticatedSession;
import io.desifans.web.Caller;
import io.desifans.web.Limit;
import io.desifans.web.Rejected;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Refuses a read with a parameter it does not know: ignored, a mistyped filter would widen the answer unseen. */
final class KnownParameters implements HandlerInterceptor, WebMvcConfigurer {

    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(this).addPathPatterns("/api/v1/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || !READS.contains(request.getMethod())) return true;
        if (!isOurs(method)) return true;
        Set<String> names = known.computeIfAbsent(method.getMethod(), KnownParameters::namesOf);
        for (String parameter : request.getParameterMap().keySet())
            if (!names.contains(parameter))
                throw Rejected.invalid(parameter, parameter + " is no parameter of this request.");
        return true;
    }

    private static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getPackageName().startsWith("io.desifans.");
    }

    private static Set<String> namesOf(Method method) {
        Set<String> names = new HashSet<>();
        for (Parameter parameter : method.getParameters()) {
            if (parameter.getType() == Limit.class) names.add(Limit.PARAMETER);
            else if (parameter.isAnnotationPresent(RequestParam.class)) names.add(parameter.getName());
            else if (isFilter(parameter))
                Arrays.stream(parameter.getType().getRecordComponents())
                        .map(RecordComponent::getName)
                        .forEach(names::add);
        }
        return Set.copyOf(names);
    }

    /** A record is filled from the query, but for those that tell who calls. */
    private static boolean isFilter(Parameter parameter) {
        Class<?> type = parameter.getType();
        return type.isRecord()
                && type != Caller.class
                && type != AuthenticatedSession.class
                && parameter.getAnnotations().length == 0;
    }
}
