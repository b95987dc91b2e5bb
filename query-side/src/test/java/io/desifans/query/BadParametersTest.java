package io.desifans.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.web.AuthenticatedSession;
import io.desifans.web.Caller;
import io.desifans.web.Cursor;
import io.desifans.web.Limit;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every GET endpoint there is, one that comes later too, refuses each parameter that makes no sense by its name. */
class BadParametersTest extends QuerySideTest {

    private static final List<String> UNREADABLE = List.of("a%00b", "a%ED%A0%80b", "%C0%80", "%FF");
    private static final List<String> NO_TEXT = List.of("%07", "x".repeat(3000));
    private static final List<String> NO_WORDS = List.of("?", "%E2%80%AE", "%07", "x".repeat(3000));
    private static final List<String> NO_NUMBERS = List.of("", "ten", "1.5", "0x10", "+1", "1".repeat(3000));
    private static final List<String> NO_TRUTHS = List.of("", "?", "%07", "yes", "1", "TRUE", "%20true");
    private static final List<String> NO_IDS = List.of("x", "1-1-1-1-1", "%07", "a".repeat(300));
    private static final List<String> CLAMPED = List.of("0", "-1", "101", "9".repeat(90));
    private static final List<String> MANGLED = List.of("", "AAAA", Cursor.encode("a", "b", "c", "d", "e"));

    /** Parameters that take any text: the answer says what is wrong with it. */
    private static final Set<String> ANSWERED = Set.of("username");

    /** Parameters in which anything may be looked for. */
    private static final Set<String> FREE = Set.of("q");

    private static final Set<Class<?>> NOT_SENT = Set.of(Caller.class, AuthenticatedSession.class);

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    private enum Place {
        PATH,
        QUERY,
        QUERY_NEEDED
    }

    private record Sent(String name, Class<?> type, Place place) {

        /** Of the right form, and nobody's. */
        String good() {
            if (type == UUID.class) return new UUID(7, 7).toString();
            return switch (name) {
                case "position" -> "0-0";
                case "period" -> "2026-01";
                default -> "nobody";
            };
        }

        Stream<String> bad() {
            if (place == Place.PATH) return type == UUID.class ? NO_IDS.stream() : Stream.of();
            if (ANSWERED.contains(name)) return UNREADABLE.stream();
            return Stream.concat(UNREADABLE.stream(), senseless().stream());
        }

        private List<String> senseless() {
            if (type == Limit.class) return NO_NUMBERS;
            if (type == Boolean.class || type == boolean.class) return NO_TRUTHS;
            return FREE.contains(name) ? NO_TEXT : NO_WORDS;
        }
    }

    @TestFactory
    Stream<DynamicTest> a_bad_parameter_is_refused_by_its_name() {
        Person admin = user("Admin", "user,admin");
        List<Endpoint> endpoints = requestMappingHandlerMapping.getHandlerMethods().entrySet().stream()
                .filter(entry ->
                        entry.getKey().getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(entry -> entry.getKey().getPatternValues().stream()
                        .map(path -> new Endpoint(path, parameters(entry.getValue()), admin)))
                .filter(endpoint -> endpoint.path.startsWith("/api/v1/"))
                .toList();
        assertThat(endpoints).extracting(endpoint -> endpoint.path).contains("/api/v1/posts/{postId}");
        return endpoints.stream().map(endpoint -> DynamicTest.dynamicTest(endpoint.path, endpoint::judge));
    }

    private static List<Sent> parameters(HandlerMethod endpoint) {
        return Arrays.stream(endpoint.getMethod().getParameters())
                .flatMap(BadParametersTest::sent)
                .toList();
    }

    private static Stream<Sent> sent(Parameter parameter) {
        Class<?> type = parameter.getType();
        String name = parameter.getName();
        RequestParam one = parameter.getAnnotation(RequestParam.class);
        if (one != null) return Stream.of(new Sent(name, type, isNeeded(one) ? Place.QUERY_NEEDED : Place.QUERY));
        if (parameter.isAnnotationPresent(PathVariable.class)) return Stream.of(new Sent(name, type, Place.PATH));
        if (type == Limit.class) return Stream.of(new Sent(Limit.PARAMETER, type, Place.QUERY));
        if (NOT_SENT.contains(type) || !type.isRecord()) return Stream.of();
        return Arrays.stream(type.getRecordComponents()).map(BadParametersTest::filter);
    }

    private static Sent filter(RecordComponent part) {
        return new Sent(part.getName(), part.getType(), Place.QUERY);
    }

    private static boolean isNeeded(RequestParam parameter) {
        return parameter.required() && parameter.defaultValue().equals(ValueConstants.DEFAULT_NONE);
    }

    private final class Endpoint {

        private final String path;
        private final List<Sent> parameters;
        private final Person reader;

        Endpoint(String path, List<Sent> parameters, Person reader) {
            this.path = path;
            this.parameters = parameters;
            this.reader = reader;
        }

        void judge() {
            int good = get(url("", null), reader).status();
            assertThat(good).as(path).isIn(200, 404);
            assertRefused("unheard", "1");
            UNREADABLE.forEach(value -> assertRefused("unheard", value));
            for (Sent parameter : parameters) {
                String name = parameter.name;
                parameter.bad().forEach(value -> assertRefused(name, value));
                if (parameter.place != Place.PATH) assertRefused(name, parameter.good() + "&" + name + "=1");
                if (parameter.place == Place.QUERY_NEEDED) assertRefused(name, null);
                if (name.equals(Cursor.PARAMETER)) MANGLED.forEach(cursor -> assertRefused(name, cursor));
                if (parameter.type == Limit.class)
                    for (String limit : CLAMPED)
                        assertThat(get(url(name, limit), reader).status())
                                .as(limit)
                                .isEqualTo(good);
            }
        }

        private void assertRefused(String name, @Nullable String value) {
            String url = url(name, value);
            Answer answer = get(url, reader);
            String text = url + " " + answer.body();
            assertThat(answer.status()).as(text).isEqualTo(400);
            assertThat(answer.json().path("code").asString()).as(text).isEqualTo("VALIDATION_ERROR");
            assertThat(answer.field()).as(text).isEqualTo(name);
        }

        /** What is needed is good, all but the parameter of this name; null leaves that one out. */
        private String url(String name, @Nullable String value) {
            String url = path;
            List<String> query = new ArrayList<>();
            for (Sent parameter : parameters) {
                boolean other = !parameter.name.equals(name);
                String variable = "{" + parameter.name + "}";
                if (parameter.place == Place.PATH) url = url.replace(variable, other ? parameter.good() : value);
                else if (other && parameter.place == Place.QUERY_NEEDED)
                    query.add(parameter.name + "=" + parameter.good());
            }
            if (value != null && !path.contains("{" + name + "}")) query.add(name + "=" + value);
            return query.isEmpty() ? url : url + "?" + String.join("&", query);
        }
    }
}
