package io.desifans.process;

import static io.desifans.db.Tables.FOLLOWER;
import static io.desifans.db.Tables.MEMBERSHIP;
import static io.desifans.db.Tables.NOTIFICATION_PREFERENCE;
import static io.desifans.db.Tables.PAYMENT_TRANSACTION;
import static io.desifans.db.Tables.SUBSCRIPTIONS;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;

import io.desifans.DerivedId;
import io.desifans.db.enums.PaymentTransactionStatus;
import io.desifans.db.enums.PaymentTransactionType;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Who follows a creator or has time left with one of their tiers, a part at a time in ascending order of their ids. */
@Component
final class Audience {

    /** How many are read, written and told at once. */
    static final int PART = 500;

    private static final String FAILED = "failed";

    private final DSLContext tables;

    Audience(DSLContext tables) {
        this.tables = tables;
    }

    /** The next followers. @param after the last one before; empty for the first part */
    List<String> followers(String creatorId, String after) {
        return tables.select(FOLLOWER.FOLLOWER_ID)
                .from(FOLLOWER)
                .where(FOLLOWER.CREATOR_ID.eq(creatorId), FOLLOWER.FOLLOWER_ID.gt(after))
                .orderBy(FOLLOWER.FOLLOWER_ID)
                .limit(PART)
                .fetch(FOLLOWER.FOLLOWER_ID);
    }

    /** Those of them who still follow. */
    List<String> followersAmong(String creatorId, List<String> userIds) {
        return tables.select(FOLLOWER.FOLLOWER_ID)
                .from(FOLLOWER)
                .where(FOLLOWER.CREATOR_ID.eq(creatorId), FOLLOWER.FOLLOWER_ID.in(userIds))
                .orderBy(FOLLOWER.FOLLOWER_ID)
                .fetch(FOLLOWER.FOLLOWER_ID);
    }

    /** The next who followed already at that time, or had begun to pay for a tier at some time before it. */
    List<String> followersAndMembers(String creatorId, String after, Instant at) {
        return tables.select(FOLLOWER.FOLLOWER_ID)
                .from(FOLLOWER)
                .where(FOLLOWER.CREATOR_ID.eq(creatorId), FOLLOWER.FOLLOWER_ID.gt(after), FOLLOWER.CREATED_AT.le(at))
                .orderBy(FOLLOWER.FOLLOWER_ID)
                .limit(PART)
                .union(selectDistinct(PAYMENT_TRANSACTION.USER_ID)
                        .from(PAYMENT_TRANSACTION)
                        .where(
                                PAYMENT_TRANSACTION.CREATOR_ID.eq(creatorId),
                                PAYMENT_TRANSACTION.TYPE.eq(PaymentTransactionType.MEMBERSHIP),
                                PAYMENT_TRANSACTION.STATUS.eq(PaymentTransactionStatus.COMPLETED),
                                PAYMENT_TRANSACTION.CREATED_AT.le(at),
                                PAYMENT_TRANSACTION.USER_ID.gt(after))
                        .orderBy(PAYMENT_TRANSACTION.USER_ID)
                        .limit(PART))
                .orderBy(1)
                .limit(PART)
                .fetch(row -> row.value1());
    }

    /** Those of them who follow or had time left then, and want notifications. */
    List<String> toTellOfPost(String creatorId, List<String> userIds, Instant at) {
        Set<String> told = new HashSet<>(followersAmong(creatorId, userIds));
        told.addAll(members(creatorId, userIds, at));
        return wanting(userIds.stream().filter(told::contains).toList(), at);
    }

    /** Those of them who want notifications and have wanted them all the time since then, in the same order. */
    List<String> wanting(List<String> userIds, Instant since) {
        Condition wantedNoneMeanwhile = NOTIFICATION_PREFERENCE
                .UPDATED_AT
                .gt(since)
                .and(NOTIFICATION_PREFERENCE.UPDATED_AT.gt(NOTIFICATION_PREFERENCE.CREATED_AT));
        Set<String> unwilling = tables.select(NOTIFICATION_PREFERENCE.USER_ID)
                .from(NOTIFICATION_PREFERENCE)
                .where(
                        NOTIFICATION_PREFERENCE.USER_ID.in(userIds),
                        NOTIFICATION_PREFERENCE.ENABLED.isFalse().or(wantedNoneMeanwhile))
                .fetchSet(NOTIFICATION_PREFERENCE.USER_ID);
        return userIds.stream().filter(id -> !unwilling.contains(id)).toList();
    }

    private List<String> members(String creatorId, List<String> userIds, Instant at) {
        Set<UUID> customers = tables.selectDistinct(SUBSCRIPTIONS.CUSTOMER_ID)
                .from(SUBSCRIPTIONS)
                .where(
                        SUBSCRIPTIONS.CUSTOMER_ID.in(
                                userIds.stream().map(Audience::customer).toList()),
                        SUBSCRIPTIONS.PLAN_ID.in(select(MEMBERSHIP.ID.cast(String.class))
                                .from(MEMBERSHIP)
                                .where(MEMBERSHIP.CREATOR_ID.eq(creatorId))),
                        SUBSCRIPTIONS.CURRENT_PERIOD_END.gt(at),
                        SUBSCRIPTIONS.STATUS.ne(FAILED))
                .fetchSet(SUBSCRIPTIONS.CUSTOMER_ID);
        return userIds.stream().filter(id -> customers.contains(customer(id))).toList();
    }

    private static UUID customer(String userId) {
        return DerivedId.of("customers", userId);
    }
}
