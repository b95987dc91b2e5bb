package io.desifans.gateway;

import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Lets calls of the API fail, where chaos wants it; late ones by the wall clock, since callers lose patience by theirs. */
final class BadDays implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private final Chaos chaos;

    BadDays(Chaos chaos) {
        this.chaos = chaos;
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        if (chaos.does(Mischief.TOO_MANY_REQUESTS)) throw Refused.tooMany();
        if (chaos.does(Mischief.SERVER_ERROR)) throw Refused.badDay();
        boolean late = chaos.does(Mischief.TIMEOUT);
        ServerResponse answer = next.handle(request);
        if (late) Thread.sleep(chaos.timeout());
        return answer;
    }
}
