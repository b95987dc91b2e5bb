package io.desifans.web;

import io.desifans.DerivedId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Answers a write under {@code /api/v1} that is sent again with the same {@code Idempotency-Key} as it was answered first
 * (draft-ietf-httpapi-idempotency-key-header). A key belongs to its caller, method and path.
 */
final class IdempotentWrites extends OncePerRequestFilter {

    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Logger LOG = LoggerFactory.getLogger(IdempotentWrites.class);
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

    private final KeptAnswers answers;

    IdempotentWrites(KeptAnswers answers) {
        this.answers = answers;
    }

    static Rejected usedForAnother() {
        return Rejected.taken("IDEMPOTENCY_KEY_REUSED", HEADER, "This key was used for another request.");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HEADER) == null
                || !WRITES.contains(request.getMethod())
                || !Face.isV1(Face.path(request))
                || Face.path(request).equals(Face.IMPORT)
                || AuthenticatedSession.of(request).isEmpty();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String callerId =
                AuthenticatedSession.of(request).orElseThrow().caller().id();
        UUID commandId =
                DerivedId.of("Command", callerId, request.getMethod() + " " + Face.path(request), key(request));
        BufferedBody body = new BufferedBody(request);
        switch (taken(commandId, digest(body))) {
            case KeptAnswers.Taken.Done done -> {
                response.setHeader(REPLAYED, "true");
                done.answer().writeTo(response);
            }
            case KeptAnswers.Taken.ToDo toDo -> first(toDo.request(), callerId, body, response, chain);
        }
    }

    private static String key(HttpServletRequest request) {
        List<String> keys = Collections.list(request.getHeaders(HEADER));
        if (keys.size() == 1 && KEY.matcher(keys.getFirst()).matches()) return keys.getFirst();
        throw Rejected.invalid(HEADER, HEADER + " must be one text of 1 to 255 visible ASCII characters.");
    }

    private KeptAnswers.Taken taken(UUID commandId, byte[] digest) throws ServletException {
        try {
            return answers.take(commandId, digest);
        } catch (SQLException e) {
            throw new ServletException(e);
        }
    }

    private void first(
            IdempotentRequest write,
            String callerId,
            BufferedBody request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper cached = new ContentCachingResponseWrapper(response);
        boolean answered = false;
        write.enter();
        try {
            chain.doFilter(request, cached);
            answered = isFinal(cached);
        } finally {
            IdempotentRequest.leave();
            settle(write.commandId(), callerId, cached, answered);
        }
        cached.copyBodyToResponse();
    }

    /** What asks to be tried again, or is our own failure, is no answer to keep. */
    private static boolean isFinal(HttpServletResponse response) {
        return response.getStatus() < 500 && response.getHeader(HttpHeaders.RETRY_AFTER) == null;
    }

    /** The write is done and stays done: if its answer cannot be kept, a repetition does it again, without effect. */
    private void settle(UUID commandId, String callerId, ContentCachingResponseWrapper response, boolean answered) {
        try {
            if (answered) answers.keep(commandId, callerId, KeptAnswer.of(response));
            else answers.release(commandId);
        } catch (SQLException e) {
            LOG.warn("The answer to command {} is not kept (SQL state {})", commandId, e.getSQLState());
        }
    }

    private static byte[] digest(BufferedBody request) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            String query = request.getQueryString();
            sha256.update((query == null ? "" : query).getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            return sha256.digest(request.bytes());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
