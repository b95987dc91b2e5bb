package io.desifans.creator.query;

import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.SERVICE;
import static io.desifans.db.Tables.WITHDRAWN_SERVICE;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.trueCondition;

import io.desifans.creator.ServiceType;
import io.desifans.query.Columns;
import io.desifans.query.CreatorChoice;
import io.desifans.web.Caller;
import io.desifans.web.Cursor;
import io.desifans.web.Limit;
import io.desifans.web.OneOf;
import io.desifans.web.Page;
import io.desifans.web.Rejected;
import io.desifans.web.Revalidated;
import java.time.Instant;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The services that creators offer. */
@RestController
@RequestMapping("/api/v1/services")
class ServiceQueries {

    private final DSLContext db;

    ServiceQueries(DSLContext db) {
        this.db = db;
    }

    /**
     * @param price in paise
     * @param withdrawn whether it is hidden for good
     */
    record Service(
            UUID id,
            String creatorId,
            String name,
            String description,
            int price,
            @OneOf(ServiceType.class) String serviceType,
            @Nullable Integer durationMinutes,
            boolean visible,
            boolean withdrawn,
            Instant createdAt,
            Instant updatedAt) {

        static final SelectField<Service> FIELD = row(
                        SERVICE.ID,
                        SERVICE.CREATOR_ID,
                        SERVICE.NAME,
                        SERVICE.DESCRIPTION,
                        SERVICE.PRICE,
                        Columns.label(SERVICE.SERVICE_TYPE),
                        SERVICE.DURATION_MINUTES,
                        SERVICE.VISIBLE,
                        field(exists(selectOne()
                                .from(WITHDRAWN_SERVICE)
                                .where(WITHDRAWN_SERVICE.SERVICE_ID.eq(SERVICE.ID)))),
                        SERVICE.CREATED_AT,
                        SERVICE.UPDATED_AT)
                .mapping(Service::new);
    }

    @Revalidated
    @GetMapping("/{id}")
    Service service(@PathVariable UUID id, Caller caller) {
        return db.select(Service.FIELD)
                .from(SERVICE)
                .join(CREATOR)
                .on(CREATOR.ID.eq(SERVICE.CREATOR_ID))
                .where(SERVICE.ID.eq(id))
                .and(CreatorChoice.visibleTo(caller))
                .and(visibleTo(caller))
                .fetchOptional(Record1::value1)
                .orElseThrow(() -> Rejected.notFound("service"));
    }

    /** The cheapest first. */
    @Revalidated
    @GetMapping
    Page<Service> ofCreator(
            @RequestParam String creator,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit,
            Caller caller) {
        Cursor after = Cursor.decode(cursor, 2);
        return db.select(multiset(select(Service.FIELD)
                                .from(SERVICE)
                                .where(SERVICE.CREATOR_ID.eq(CREATOR.ID))
                                .and(visibleTo(caller))
                                .and(comesAfter(after))
                                .orderBy(SERVICE.PRICE, SERVICE.ID)
                                .limit(limit.plusOne()))
                        .convertFrom(rows -> rows.map(Record1::value1)))
                .from(CREATOR)
                .where(CreatorChoice.named("creator", creator))
                .and(CreatorChoice.visibleTo(caller))
                .fetchOptional(mapping(found -> Page.of(found, limit, ServiceQueries::cursorAfter)))
                .orElseThrow(() -> Rejected.notFound("creator"));
    }

    private static Condition visibleTo(Caller caller) {
        return caller.isAdmin() ? trueCondition() : condition(SERVICE.VISIBLE).or(CreatorChoice.isCaller(caller));
    }

    private static Condition comesAfter(@Nullable Cursor cursor) {
        if (cursor == null) return noCondition();
        return row(SERVICE.PRICE, SERVICE.ID).greaterThan((int) cursor.number(0), cursor.uuid(1));
    }

    private static String cursorAfter(Service last) {
        return Cursor.encode(last.price(), last.id());
    }
}
