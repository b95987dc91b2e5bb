package io.desifans.audit.query;

import static io.desifans.audit.query.Access.ACCESS;

import io.desifans.web.AuthenticatedSession;
import io.desifans.web.RequestContext;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Records every answer of an audit endpoint before it leaves; an answer that cannot be recorded is not given. What was
 * refused showed nothing and is not recorded, so that no text of a malformed query is kept.
 */
@ControllerAdvice(basePackageClasses = AccessRecord.class)
class AccessRecord implements ResponseBodyAdvice<Object> {

    private final DSLContext db;
    private final Clock clock;

    AccessRecord(DataSource database, DSLContext db, Clock clock) {
        AuditSchema.migrate(database);
        this.db = db;
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
        record(((ServletServerHttpRequest) request).getServletRequest());
        return body;
    }

    private void record(HttpServletRequest request) {
        String userId = AuthenticatedSession.of(request).orElseThrow().caller().id();
        db.insertInto(ACCESS)
                .set(Access.TIME, clock.instant())
                .set(Access.USER_ID, userId)
                .set(Access.METHOD, request.getMethod())
                .set(Access.PATH, request.getRequestURI())
                .set(Access.QUERY, request.getQueryString())
                .set(Access.REQUEST_ID, RequestContext.current().requestId())
                .execute();
    }
}
