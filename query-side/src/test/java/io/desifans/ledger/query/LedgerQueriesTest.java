package io.desifans.ledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.Event;
import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.PaymentType;
import io.desifans.billing.PayoutEvent.PayoutCompleted;
import io.desifans.billing.PayoutOrigin;
import io.desifans.creator.CreatorEvent.CreatorDeleted;
import io.desifans.eventstore.EventLog;
import io.desifans.eventstore.LogPosition;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.query.QuerySideTest;
import io.desifans.query.Sales;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class LedgerQueriesTest extends QuerySideTest {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @Autowired
    private EventLog log;

    private Sales sales;
    private Person creator;
    private Person fan;
    private Person admin;

    @BeforeEach
    void people() {
        sales = new Sales(happened);
        creator = creator("Asha", unusedName());
        fan = user("Ravi");
        admin = user("Admin", "user,admin");
    }

    @Test
    void the_accounts_follow_the_money_as_of_any_time_and_outlive_both_parties() {
        UUID post = exclusivePost(creator, 19900);
        JsonNode before = balance("");
        UUID payment = sales.begun(fan, creator, PaymentType.EXCLUSIVE_POST, post);
        Instant paid = sales.completed(payment, fan, creator, PaymentType.EXCLUSIVE_POST, post, false);
        assertThat(moved(before, balance("")))
                .isEqualTo(Map.of("gatewayPaise", 19900L, "creatorsPaise", -17910L, "feeIncomePaise", -1990L));
        happened.events(Sales.refund(payment, fan, creator, post, 900, 90));
        UUID payout = UUID.randomUUID();
        happened.events(allocated(payout, 17100), new PayoutCompleted(payout, creator.id(), "UTR-1"));
        assertThat(moved(before, balance("")))
                .isEqualTo(Map.of("gatewayPaise", 19000L, "feeIncomePaise", -1900L, "bankPaise", -17100L));
        happened.events(Sales.refund(payment, fan, creator, post, 19000, 1900));
        assertThat(moved(before, balance(""))).isEqualTo(Map.of("bankPaise", -17100L, "debtPaise", 17100L));

        JsonNode all = balance("");
        assertThat(all.path("totalPaise").asLong()).isZero();
        JsonNode then = balance("?at=" + paid);
        assertThat(moved(before, then)).containsEntry("creatorsPaise", -17910L).doesNotContainKey("bankPaise");
        assertThat(balance("?at=" + LONG_AGO).path("gatewayPaise").asLong()).isZero();

        happened.events(
                new UserDeleted(fan.id(), fan.id(), "self"),
                new CreatorDeleted(creator.id()),
                new UserDeleted(creator.id(), creator.id(), "self"));
        assertThat(moved(all, balance(""))).isEmpty();
        assertThat(entries("?creator=" + creator.id()).each("/event"))
                .containsExactly("RefundSucceeded", "PayoutAllocated", "RefundSucceeded", "PaymentCompleted");
        assertThat(entries("?reference=" + payout).each("/event"))
                .containsExactly("PayoutCompleted", "PayoutAllocated");
        assertThat(entries("?account=bank").body()).contains(payout.toString());
    }

    @Test
    void entries_are_paged_and_strange_filters_are_named() {
        for (int i = 0; i < 3; i++) sales.postBought(fan, creator, exclusivePost(creator, 19900));
        Answer first = entries("?limit=2&creator=" + creator.id());
        assertThat(first.each("/position")).hasSize(2);
        Answer second = entries("?limit=2&creator=" + creator.id() + "&cursor=" + first.nextCursor());
        assertThat(second.each("/position")).hasSize(1).doesNotContainAnyElementsOf(first.each("/position"));
        assertThat(second.nextCursor()).isNull();
        for (String bad : List.of("account=gold", "creator=x", "reference=1", "cursor=x", "limit=x")) {
            Answer refused = entries("?" + bad);
            assertThat(refused.status()).as(bad).isEqualTo(400);
            assertThat(refused.field()).as(bad).isEqualTo(bad.substring(0, bad.indexOf('=')));
        }
        assertThat(get("/api/v1/admin/ledger?at=yesterday", admin).field()).isEqualTo("at");
        assertThat(get("/api/v1/admin/ledger", creator).status()).isEqualTo(403);
    }

    @Test
    void the_log_alone_gives_the_same_postings_again() throws Exception {
        UUID payment = sales.postBought(fan, creator, exclusivePost(creator, 19900));
        UUID payout = UUID.randomUUID();
        happened.events(allocated(payout, 17910), new PayoutCompleted(payout, creator.id(), "UTR-1"));
        balance("");
        List<String> stored = db.resultQuery("select event_id || ' ' || reference || ' ' || account || ' '"
                        + " || coalesce(creator_id, '') || ' ' || paise from ledger.posting order by epoch, seq, line")
                .fetchInto(String.class);
        assertThat(stored).isEqualTo(postedAgain()).anyMatch(line -> line.contains(payment.toString()));
    }

    @Test
    void what_does_not_balance_is_not_stored_and_what_is_stored_stays() {
        sales.postBought(fan, creator, exclusivePost(creator, 19900));
        balance("");
        String unbalanced = """
                insert into ledger.posting (epoch, seq, line, event_id, event, reference, at, account, paise)
                values (0, 0, 1, gen_random_uuid(), 'Invented', gen_random_uuid(), now(), 'gateway', 1)""";
        for (String statement : List.of(
                unbalanced,
                "update ledger.posting set paise = 2 * paise",
                "delete from ledger.posting",
                "truncate ledger.posting"))
            assertThatThrownBy(() -> db.execute(statement))
                    .as(statement)
                    .hasMessageMatching("(?s).*(do not sum to 0|a posting is never changed).*");
    }

    private List<String> postedAgain() throws InterruptedException {
        Map<String, Long> standing = new HashMap<>();
        List<String> lines = new ArrayList<>();
        LogPosition last = log.lastVisible();
        try (var stream = log.openStream(null)) {
            while (stream.hasNextAvailable(1, TimeUnit.SECONDS)) {
                TrackedEventMessage<?> message = stream.nextAvailable();
                Postings postings = Postings.of(
                        (Event) message.getPayload(), (id, account) -> -standing.getOrDefault(account + " " + id, 0L));
                if (postings != null)
                    for (Posting posting : postings.lines()) {
                        standing.merge(posting.account() + " " + postings.reference(), posting.paise(), Long::sum);
                        String creatorId = posting.creatorId() == null ? "" : posting.creatorId();
                        lines.add(String.join(
                                " ",
                                message.getIdentifier(),
                                postings.reference().toString(),
                                posting.account().label(),
                                creatorId,
                                Long.toString(posting.paise())));
                    }
                if (LogPosition.of(message).equals(last)) break;
            }
        }
        return lines;
    }

    private JsonNode balance(String at) {
        Answer answer = get("/api/v1/admin/ledger" + at, admin);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private Answer entries(String filter) {
        return get("/api/v1/admin/ledger/entries" + filter, admin);
    }

    private static Map<String, Long> moved(JsonNode before, JsonNode after) {
        Map<String, Long> moved = new HashMap<>();
        after.propertyNames().stream().filter(name -> name.endsWith("Paise")).forEach(name -> {
            long difference = after.path(name).asLong() - before.path(name).asLong();
            if (difference != 0) moved.put(name, difference);
        });
        return moved;
    }

    private PayoutAllocated allocated(UUID payout, long net) {
        return new PayoutAllocated(
                creator.id(), payout, PayoutOrigin.CREATOR, List.of(), net, 0, net, LONG_AGO, LONG_AGO, 1, 1);
    }
}
