package io.desifans.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** Answers a failed request: an RFC 9457 problem, or Better Auth's two fields under {@code /api/auth}. */
final class Answer {

    private static final Logger LOG = LoggerFactory.getLogger(Answer.class);

    private final JsonMapper json;

    Answer(JsonMapper json) {
        this.json = json;
    }

    /** Tells the client what it may know; what nobody foresaw is logged. */
    void failure(HttpServletRequest request, HttpServletResponse response, Throwable failure) throws IOException {
        problem(request, response, Problems.of(failure).orElseGet(() -> unforeseen(request, response, failure)));
    }

    void problem(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) return;
        response.resetBuffer();
        response.setStatus(problem.status());
        problem.headers().forEach(response::setHeader);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Pragma", "no-cache");
        boolean auth = Face.isAuth(path(request));
        response.setContentType(auth ? MediaType.APPLICATION_JSON_VALUE : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        byte[] body = json.writeValueAsBytes(auth ? twoFields(problem) : details(problem, RequestIds.of(response)));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    private static Map<String, Object> twoFields(Problem problem) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", problem.code());
        body.put("message", problem.detail());
        return body;
    }

    private static Map<String, Object> details(Problem problem, String requestId) {
        Map<String, Object> body = new LinkedHashMap<>();
        HttpStatus status = HttpStatus.resolve(problem.status());
        body.put("type", "about:blank");
        body.put("title", status == null ? "HTTP " + problem.status() : status.getReasonPhrase());
        body.put("status", problem.status());
        body.put("detail", problem.detail());
        body.put("code", problem.code());
        if (problem.field() != null)
            body.put("errors", List.of(Map.of("field", problem.field(), "message", problem.detail())));
        body.putAll(problem.members());
        body.put("requestId", requestId);
        return body;
    }

    private static Problem unforeseen(HttpServletRequest request, HttpServletResponse response, Throwable failure) {
        LOG.error(
                "{} {} failed, request {}",
                request.getMethod(),
                request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE),
                RequestIds.of(response),
                WithoutMessages.of(failure));
        return Statuses.problem(500);
    }

    /** An error page is asked for under a path of its own. */
    private static String path(HttpServletRequest request) {
        @Nullable Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return failed == null ? Face.path(request) : failed.toString();
    }
}
