package io.desifans.services.query;

import static io.desifans.db.Tables.CONVERSATION;
import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.PAYMENT_TRANSACTION;
import static io.desifans.db.Tables.SERVICE;
import static io.desifans.db.Tables.SERVICE_ORDER;
import static io.desifans.db.Tables.USER;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.row;

import io.desifans.creator.ServiceType;
import io.desifans.db.enums.PaymentTransactionStatus;
import io.desifans.db.enums.ServiceOrderStatus;
import io.desifans.query.Columns;
import io.desifans.query.NewestFirst;
import io.desifans.query.PublicCreator;
import io.desifans.query.PublicUser;
import io.desifans.query.Side;
import io.desifans.web.Caller;
import io.desifans.web.Limit;
import io.desifans.web.OneOf;
import io.desifans.web.Page;
import io.desifans.web.Rejected;
import io.desifans.web.SignedIn;
import java.time.Instant;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.SelectField;
import org.jooq.SelectOnConditionStep;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Bookings as who booked and who serves see them. */
@SignedIn
@RestController
@RequestMapping("/api/v1/service-orders")
class ServiceOrderQueries {

    private static final NewestFirst NEWEST = new NewestFirst(SERVICE_ORDER.CREATED_AT, SERVICE_ORDER.ID);

    private static final Condition PAID = PAYMENT_TRANSACTION.STATUS.eq(PaymentTransactionStatus.COMPLETED);

    private final DSLContext db;

    ServiceOrderQueries(DSLContext db) {
        this.db = db;
    }

    /**
     * @param service as it is today; the payment holds what was bought
     * @param amount in paise
     * @param paid until it is, nothing can happen to the order
     * @param conversationId null before the order is active
     */
    record ServiceOrder(
            UUID id,
            PublicUser buyer,
            PublicCreator creator,
            BookedService service,
            UUID transactionId,
            int amount,
            boolean paid,
            @OneOf(ServiceOrderStatus.class) String status,
            @Nullable String fulfillmentNotes,
            @Nullable Instant activatedAt,
            @Nullable Instant utilizedAt,
            @Nullable Instant customerJoinedAt,
            @Nullable Instant creatorJoinedAt,
            @Nullable UUID conversationId,
            Instant createdAt,
            Instant updatedAt) {

        static final SelectField<ServiceOrder> FIELD = row(
                        SERVICE_ORDER.ID,
                        PublicUser.FIELD,
                        PublicCreator.FIELD,
                        row(SERVICE.ID, SERVICE.NAME, Columns.label(SERVICE.SERVICE_TYPE), SERVICE.DURATION_MINUTES)
                                .mapping(BookedService::new),
                        SERVICE_ORDER.TRANSACTION_ID,
                        PAYMENT_TRANSACTION.AMOUNT,
                        field(PAID),
                        Columns.label(SERVICE_ORDER.STATUS),
                        SERVICE_ORDER.FULFILLMENT_NOTES,
                        SERVICE_ORDER.ACTIVATED_AT,
                        SERVICE_ORDER.UTILIZED_AT,
                        SERVICE_ORDER.CUSTOMER_JOINED_AT,
                        SERVICE_ORDER.CREATOR_JOINED_AT,
                        CONVERSATION.ID,
                        SERVICE_ORDER.CREATED_AT,
                        SERVICE_ORDER.UPDATED_AT)
                .mapping(ServiceOrder::new);
    }

    record BookedService(
            UUID id,
            String name,
            @OneOf(ServiceType.class) String serviceType,
            @Nullable Integer durationMinutes) {}

    /** The newest first. */
    @GetMapping
    Page<ServiceOrder> own(
            @RequestParam(defaultValue = "buyer") Side as,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit,
            Caller caller) {
        return Page.of(
                orders().where(as == Side.BUYER ? isBookedBy(caller) : isServedBy(caller))
                        .and(Columns.labelIs(SERVICE_ORDER.STATUS, "status", status))
                        .and(NEWEST.after(cursor))
                        .orderBy(NEWEST.order())
                        .limit(limit.plusOne())
                        .fetch(Record1::value1),
                limit,
                last -> NewestFirst.cursor(last.createdAt(), last.id()));
    }

    @GetMapping("/{id}")
    ServiceOrder order(@PathVariable UUID id, Caller caller) {
        return orders().where(SERVICE_ORDER.ID.eq(id))
                .and(isBookedBy(caller).or(isServedBy(caller)))
                .fetchOptional(Record1::value1)
                .orElseThrow(() -> Rejected.notFound("order"));
    }

    private SelectOnConditionStep<Record1<ServiceOrder>> orders() {
        return db.select(ServiceOrder.FIELD)
                .from(SERVICE_ORDER)
                .join(PAYMENT_TRANSACTION)
                .on(PAYMENT_TRANSACTION.ID.eq(SERVICE_ORDER.TRANSACTION_ID))
                .join(SERVICE)
                .on(SERVICE.ID.eq(SERVICE_ORDER.SERVICE_ID))
                .join(USER)
                .on(USER.ID.eq(SERVICE_ORDER.USER_ID))
                .join(CREATOR)
                .on(CREATOR.ID.eq(SERVICE_ORDER.CREATOR_ID))
                .leftJoin(CONVERSATION)
                .on(CONVERSATION.SERVICE_ORDER_ID.eq(SERVICE_ORDER.ID));
    }

    private static Condition isBookedBy(Caller caller) {
        return SERVICE_ORDER.USER_ID.eq(caller.id());
    }

    /** What is not paid is none of the creator's matters yet. */
    private static Condition isServedBy(Caller caller) {
        return SERVICE_ORDER.CREATOR_ID.eq(caller.id()).and(PAID);
    }
}
