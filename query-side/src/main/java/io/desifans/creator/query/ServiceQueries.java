package io.desifans.creator.query;

import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.SERVICE;
import static io.desifans.db.Tables.WITHDRAWN_SERVICE;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.desifans.creator.ServiceType;
import io.desifans.query.CreatorChoice;
import io.desifans.query.VisibleCreators;
import io.desifans.web.Caller;
import io.desifans.web.Cursor;
import io.desifans.web.KeptSelect;
import io.desifans.web.Limit;
import io.desifans.web.OneOf;
import io.desifans.web.Page;
import io.desifans.web.Rejected;
import io.desifans.web.Revalidated;
import io.desifans.web.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.Field;
import org.jooq.Param;
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

    private static final Param<UUID> ID = param("id", UUID.class);
    private static final Param<Integer> AFTER_PRICE = param("afterPrice", Integer.class);
    private static final Param<UUID> AFTER_ID = param("afterId", UUID.class);
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final KeptSelect ofId;
    private final KeptSelect ofCreator;
    private final VisibleCreators creators;

    ServiceQueries(DataSource database, VisibleCreators creators) {
        this.ofId = new KeptSelect(
                database,
                select(Service.COLUMNS)
                        .from(SERVICE)
                        .join(CREATOR)
                        .on(CREATOR.ID.eq(SERVICE.CREATOR_ID))
                        .where(SERVICE.ID.eq(ID))
                        .and(CreatorChoice.visible())
                        .and(CreatorChoice.shown(SERVICE.VISIBLE)));
        this.ofCreator = new KeptSelect(
                database,
                select(Service.COLUMNS)
                        .from(SERVICE)
                        .join(CREATOR)
                        .on(CREATOR.ID.eq(SERVICE.CREATOR_ID))
                        .where(CreatorChoice.named())
                        .and(CreatorChoice.visible())
                        .and(CreatorChoice.shown(SERVICE.VISIBLE))
                        .and(row(SERVICE.PRICE, SERVICE.ID).greaterThan(AFTER_PRICE, AFTER_ID))
                        .orderBy(SERVICE.PRICE, SERVICE.ID)
                        .limit(KeptSelect.ROWS));
        this.creators = creators;
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

        static final List<Field<?>> COLUMNS = List.of(
                SERVICE.ID,
                SERVICE.CREATOR_ID,
                SERVICE.NAME,
                SERVICE.DESCRIPTION,
                SERVICE.PRICE,
                SERVICE.SERVICE_TYPE,
                SERVICE.DURATION_MINUTES,
                SERVICE.VISIBLE,
                field(exists(selectOne().from(WITHDRAWN_SERVICE).where(WITHDRAWN_SERVICE.SERVICE_ID.eq(SERVICE.ID)))),
                SERVICE.CREATED_AT,
                SERVICE.UPDATED_AT);

        static Service read(Row row) {
            return new Service(
                    row.uuid(),
                    row.text(),
                    row.text(),
                    row.text(),
                    row.integer(),
                    row.text(),
                    row.maybeInteger(),
                    row.flag(),
                    row.flag(),
                    row.instant(),
                    row.instant());
        }
    }

    @Revalidated
    @GetMapping("/{id}")
    Service service(@PathVariable UUID id, Caller caller) {
        return ofId.by(caller).with(ID, id).one(Service::read).orElseThrow(() -> Rejected.notFound("service"));
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
        List<Service> found = CreatorChoice.naming("creator", creator, ofCreator.by(caller))
                .with(AFTER_PRICE, after == null ? -1 : (int) after.number(0))
                .with(AFTER_ID, after == null ? BEFORE_ALL : after.uuid(1))
                .upTo(limit)
                .all(Service::read);
        return creators.page("creator", creator, caller, found, limit, last -> Cursor.encode(last.price(), last.id()));
    }
}
