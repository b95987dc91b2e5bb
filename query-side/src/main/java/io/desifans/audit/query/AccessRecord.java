package io.desifans.audit.query;

import io.desifans.web.AuthenticatedSession;
import io.desifans.web.RequestContext;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.Timestamp;
import java.time.Clock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Records every answer of an audit endpoint before it leaves; an answer that cannot be recorded is not given. What was
 * refused showed nothing and is not recorded, so that no text of a malformed query is kept.
 */
@ControllerAdvice
class AccessRecord implements ResponseBodyAdvice<Object> {

    private static final String INSERT =
            "insert into audit.access (time, user_id, method, path, query, request_id) values (?, ?, ?, ?, ?, ?)";

    private final JdbcClient access;
    private final Clock clock;

    AccessRecord(DataSource database, Clock clock) {
        AuditSchema.migrate(database);
        this.access = JdbcClient.create(database);
        this.clock = clock;
    }

    @Override
    public boolean supports(MethodParameter answer, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter answer,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        HttpServletRequest asked = ((ServletServerHttpRequest) request).getServletRequest();
        if (isOfAudit(asked)) record(asked);
        return body;
    }

    private static boolean isOfAudit(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern
                && pattern.startsWith("/api/v1/audit/");
    }

    private void record(HttpServletRequest request) {
        access.sql(INSERT)
                .param(Timestamp.from(clock.instant()))
                .param(AuthenticatedSession.of(request).orElseThrow().caller().id())
                .param(request.getMethod())
                .param(request.getRequestURI())
                .param(request.getQueryString())
                .param(RequestContext.current().requestId())
                .update();
    }
}
