package io.desifans.gateway;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Counts the calls of the merchant's API, refused ones too, and remembers the last thousand. */
final class RequestLog implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private static final int REMEMBERED = 1000;

    private record Call(Instant at, String method, String path, int status) {}

    /** @param count since the start, with those that are no longer remembered */
    record Calls(long count, List<?> items) {}

    private final Clock clock;
    private final Deque<Call> calls = new ArrayDeque<>();
    private long count;

    RequestLog(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        ServerResponse response = next.handle(request);
        add(new Call(
                clock.instant(),
                request.method().name(),
                request.path(),
                response.statusCode().value()));
        return response;
    }

    synchronized Calls calls() {
        return new Calls(count, List.copyOf(calls));
    }

    private synchronized void add(Call call) {
        count++;
        calls.addFirst(call);
        if (calls.size() > REMEMBERED) calls.removeLast();
    }
}
