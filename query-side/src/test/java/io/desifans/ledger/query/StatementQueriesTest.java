package io.desifans.ledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.billing.BalanceEvent.DebitRecorded;
import io.desifans.billing.BalanceEvent.DebitReversed;
import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.DebitCause;
import io.desifans.billing.PaymentType;
import io.desifans.billing.PayoutEvent.PayoutFailed;
import io.desifans.billing.PayoutOrigin;
import io.desifans.query.QuerySideTest;
import io.desifans.query.Sales;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class StatementQueriesTest extends QuerySideTest {

    private Person creator;
    private YearMonth month;
    private UUID payment;

    @BeforeEach
    void aMonth() {
        Sales sales = new Sales(happened);
        creator = creator("=Asha <b>", unusedName());
        Person fan = user("Ravi");
        UUID post = exclusivePost(creator, 19900);
        payment = sales.begun(fan, creator, PaymentType.EXCLUSIVE_POST, post);
        Instant paid = sales.completed(payment, fan, creator, PaymentType.EXCLUSIVE_POST, post, false);
        month = YearMonth.from(paid.atZone(ZoneOffset.UTC));
        UUID payout = UUID.randomUUID();
        UUID dispute = UUID.randomUUID();
        happened.events(
                Sales.refund(payment, fan, creator, post, 900, 90),
                new PayoutAllocated(
                        creator.id(), payout, PayoutOrigin.CREATOR, List.of(), 19000, 1900, 17100, paid, paid, 1, 1),
                new PayoutFailed(payout, creator.id(), null),
                new DebitRecorded(creator.id(), payment, dispute, 19000, 1900, 17100, DebitCause.DISPUTE),
                new DebitReversed(creator.id(), payment, dispute, null, 19000, 1900, 17100));
    }

    @Test
    void a_statement_adds_up_and_the_next_one_begins_where_it_ends() {
        JsonNode statement = statement(month);
        assertThat(statement.path("openingPaise").asLong()).isZero();
        assertThat(statement.path("closingPaise").asLong()).isEqualTo(17100);
        assertThat(statement.path("totals").toString())
                .isEqualTo(
                        "{\"salesPaise\":19900,\"refundsPaise\":900,\"disputesPaise\":0,\"correctionsPaise\":0,\"feesPaise\":1900,\"payoutsPaise\":0}");
        assertThat(statement
                        .path("lines")
                        .valueStream()
                        .map(line -> line.path("kind").asString() + " " + line.path("grossPaise") + " "
                                + line.path("feePaise") + " " + line.path("netPaise") + " "
                                + line.path("balancePaise")))
                .containsExactly(
                        "sale 19900 1990 17910 17910",
                        "refund -900 -90 -810 17100",
                        "payout -17100 0 -17100 0",
                        "payout_returned 17100 0 17100 17100",
                        "dispute -19000 -1900 -17100 0",
                        "dispute_reversed 19000 1900 17100 17100");
        assertThat(statement.at("/lines/0/title").asString()).isEqualTo("Item of =Asha <b>");
        assertThat(statement.path("closed").asBoolean()).isTrue();
        assertThat(statement(month.plusMonths(1)).path("openingPaise").asLong()).isEqualTo(17100);
        JsonNode before = statement(month.minusMonths(1));
        assertThat(before.path("closingPaise").asLong()).isZero();
        assertThat(before.path("lines")).isEmpty();
        assertThat(statement(YearMonth.of(9999, 11)).path("closed").asBoolean()).isFalse();
    }

    @Test
    void it_is_had_for_spreadsheets_and_for_paper_and_nothing_in_it_is_taken_for_more_than_text() {
        var csv = ask(path(month), creator, "Accept", "text/csv");
        assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("statement-" + month + ".csv");
        assertThat(csv.body().lines())
                .hasSize(8)
                .contains("at,kind,reference,title,grossPaise,feePaise,netPaise,balancePaise")
                .anyMatch(line -> line.endsWith(",sale," + payment + ",Item of =Asha <b>,19900,1990,17910,17910"));
        var page = ask(path(month), creator, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.body())
                .contains("&lt;b&gt;", "179.10", "Closing balance")
                .doesNotContain("<b>");
        assertThat(ask(path(month), creator, "Accept", "*/*").headers().firstValue("Content-Type"))
                .hasValue("application/json");
    }

    @Test
    void it_is_the_creators_alone_and_a_strange_month_is_named() {
        assertThat(get(path(month), ANONYMOUS).status()).isEqualTo(401);
        assertThat(get(path(month), user("Ravi")).status()).isEqualTo(404);
        for (String strange : List.of("2026", "2026-13", "2026-2", "x", "2026-02-01")) {
            Answer refused = get("/api/v1/creators/me/statements/" + strange, creator);
            assertThat(refused.status()).as(strange).isEqualTo(400);
            assertThat(refused.field()).isEqualTo("period");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.00",
        "5, 0.05",
        "-5, −0.05",
        "99999, 999.99",
        "100000, '1,000.00'",
        "21474836470, '21,47,48,364.70'"
    })
    void rupees_are_grouped_as_in_India(long paise, String rupees) {
        assertThat(StatementPage.rupees(paise)).isEqualTo(rupees);
    }

    private JsonNode statement(YearMonth month) {
        Answer answer = get(path(month), creator);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String path(YearMonth month) {
        return "/api/v1/creators/me/statements/" + month;
    }
}
