package io.desifans.gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Makes of every failure the answer that clients of the real gateway expect: {@code {"code":…,"message":…}}. */
final class Errors implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    private record Problem(String code, String message) {}

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        try {
            return next.handle(request);
        } catch (Refused e) {
            return Json.answer(e.status(), new Problem(e.code(), e.sentence()));
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", request.method(), request.path(), e);
            return Json.answer(500, new Problem("INTERNAL_SERVER_ERROR", "The simulator failed."));
        }
    }
}
