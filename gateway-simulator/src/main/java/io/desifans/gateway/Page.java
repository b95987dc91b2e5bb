package io.desifans.gateway;

import java.util.List;
import java.util.function.Function;
import org.springframework.web.servlet.function.ServerRequest;

/** The part of a list that a client asks for: {@code page_size} 1 to 100, 10 if absent; {@code page_number} from 0. */
record Page(int size, int number) {

    private static final int LARGEST = 100;

    /** What a list answers. */
    record Items(List<?> items) {}

    static Page of(ServerRequest request) {
        Page page = new Page(number(request, "page_size", 10), number(request, "page_number", 0));
        if (page.size < 1 || page.size > LARGEST) throw Refused.parameter("page_size must be 1 to " + LARGEST + ".");
        if (page.number < 0) throw Refused.parameter("page_number must not be negative.");
        return page;
    }

    <T> Items of(List<T> all, Function<T, ?> view) {
        return new Items(
                all.stream().skip((long) size * number).limit(size).map(view).toList());
    }

    private static int number(ServerRequest request, String name, int absent) {
        return request.param(name)
                .map(text -> {
                    try {
                        return Integer.parseInt(text);
                    } catch (NumberFormatException e) {
                        throw Refused.parameter(name + " must be a number.");
                    }
                })
                .orElse(absent);
    }
}
