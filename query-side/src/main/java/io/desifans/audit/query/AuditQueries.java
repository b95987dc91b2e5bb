package io.desifans.audit.query;

import static io.desifans.audit.query.EventTable.EPOCH;
import static io.desifans.audit.query.EventTable.EVENT;
import static io.desifans.audit.query.EventTable.SEQ;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.noCondition;

import io.desifans.eventstore.LogPosition;
import io.desifans.web.Cursor;
import io.desifans.web.Limit;
import io.desifans.web.Page;
import io.desifans.web.Rejected;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The log as auditors read it. */
@RestController
@RequestMapping("/api/v1/audit")
class AuditQueries {

    private final DSLContext db;

    AuditQueries(DSLContext db) {
        this.db = db;
    }

    /** In the order of the log. */
    @GetMapping("/events")
    Page<StoredEvent> events(EventFilter filter, @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        Cursor after = Cursor.decode(cursor, 1);
        List<StoredEvent> found = db.select(StoredEvent.FIELD)
                .from(EVENT)
                .where(filter.met())
                .and(after == null ? noCondition() : SEQ.gt(after.number(0)))
                .and(EventTable.isFinal())
                .orderBy(SEQ)
                .limit(limit.plusOne())
                .fetch(Record1::value1);
        return Page.of(found, limit, StoredEvent::cursor);
    }

    @GetMapping("/events/{position}")
    StoredEvent event(@PathVariable String position) {
        LogPosition asked = EventFilter.position("position", position);
        return db.select(StoredEvent.FIELD)
                .from(EVENT)
                .where(SEQ.eq(asked.seq()))
                .and(EPOCH.eq(asked.epoch()))
                .and(EventTable.isFinal())
                .fetchOptional(Record1::value1)
                .orElseThrow(() -> Rejected.notFound("event"));
    }

    /** Who read the log, the newest access first. */
    @GetMapping("/accesses")
    Page<Access> accesses(@RequestParam(required = false) @Nullable String cursor, Limit limit) {
        Cursor after = Cursor.decode(cursor, 1);
        List<Access> found = db.select(
                        Access.ID,
                        Access.TIME,
                        Access.USER_ID,
                        Access.METHOD,
                        Access.PATH,
                        Access.QUERY,
                        Access.REQUEST_ID)
                .from(Access.ACCESS)
                .where(after == null ? noCondition() : Access.ID.lt(after.number(0)))
                .orderBy(Access.ID.desc())
                .limit(limit.plusOne())
                .fetch(mapping(Access::new));
        return Page.of(found, limit, last -> Cursor.encode(last.id()));
    }
}
