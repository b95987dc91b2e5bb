package io.desifans.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.desifans.eventstore.LogPosition;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Answers {@link Revalidated} reads of visitors without a session from memory, as long as nothing has happened since. What
 * was answered is forgotten as soon as this node hears that the read model has moved, whatever moved it, and after a second
 * at the latest, since some answers change with the time alone. Who waits for a position is never answered from here.
 */
final class PublicAnswers extends OncePerRequestFilter {

    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final int MOST_BYTES = 16 << 20;
    private static final int BYTES_BESIDE_BODY = 1000;
    private static final String ATTRIBUTE = PublicAnswers.class.getName();

    private final ReadModelPosition readModel;
    private final Clock clock;
    private final Cache<Question, Kept> answers = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(MOST_BYTES)
            .<Question, Kept>weigher(
                    (question, kept) -> question.length() + kept.answer().bytes().length + BYTES_BESIDE_BODY)
            .build();

    PublicAnswers(ReadModelPosition readModel, Clock clock) {
        this.readModel = readModel;
        this.clock = clock;
    }

    /** As it was sent: the same in another writing is another question. */
    private record Question(
            String path, @Nullable String query, @Nullable String accepted) {

        static Question of(HttpServletRequest request) {
            return new Question(
                    request.getRequestURI(), request.getQueryString(), request.getHeader(HttpHeaders.ACCEPT));
        }

        /** A visitor may make it as long as a request can be. */
        int length() {
            return path.length() + length(query) + length(accepted);
        }

        private static int length(@Nullable String text) {
            return text == null ? 0 : text.length();
        }
    }

    /** @param endpoint under which requests are counted */
    private record Kept(TaggedJson answer, String endpoint, LogPosition seen, Instant at) {}

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("GET")
                || request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || request.getHeader(HttpHeaders.COOKIE) != null
                || request.getHeader(WaitForPosition.HEADER) != null
                || request.getContentLengthLong() > 0
                || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
                || !Face.isV1(Face.path(request));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Question question = Question.of(request);
        LogPosition seen = readModel.reached();
        Instant now = clock.instant();
        Kept kept = answers.getIfPresent(question);
        if (kept != null && kept.seen().equals(seen) && isYoung(kept.at(), now)) {
            answer(kept, request, response);
            return;
        }
        request.setAttribute(ATTRIBUTE, new Asked(question, seen, now));
        chain.doFilter(request, response);
    }

    /** The time that is asked may lie before, if the clock is set back. */
    static boolean isYoung(Instant at, Instant now) {
        return !now.isBefore(at) && now.isBefore(at.plus(LONGEST));
    }

    private static void answer(Kept kept, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ServerHttpObservationFilter.findObservationContext(request)
                .ifPresent(observed -> observed.setPathPattern(kept.endpoint()));
        if (kept.answer().isKnownTo(request, response)) return;
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(kept.answer().bytes().length);
        response.getOutputStream().write(kept.answer().bytes());
    }

    /** A request whose answer may be kept: all that it will be made of is read later than this. */
    final class Asked {

        private final Question question;
        private final LogPosition seen;
        private final Instant at;

        private Asked(Question question, LogPosition seen, Instant at) {
            this.question = question;
            this.seen = seen;
            this.at = at;
        }

        void keep(TaggedJson answer, HttpServletRequest request) {
            if (seen.equals(LogPosition.START)) return; // this node has not heard yet how far the read model is
            if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String endpoint)
                answers.put(question, new Kept(answer, endpoint, seen, at));
        }
    }

    /** Nothing for a request whose answer is not for everybody. */
    static Optional<Asked> asked(HttpServletRequest request) {
        return Optional.ofNullable((Asked) request.getAttribute(ATTRIBUTE));
    }
}
