package io.desifans.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.gateway.Simulator.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Money to creators' banks. */
class BankTest extends GatewayTest {

    private static final String PAYOUT = """
            {"reference_id":"p-1","amount":180000,"currency":"INR","mode":"NEFT","fund_account":{"account_type":"bank_account",
             "bank_account":{"name":"Asha Rao","ifsc":"HDFC0001234","account_number":"739164820517"}}}""";

    @Test
    void a_payout_is_queued_processing_processed_and_may_come_back() {
        Answer payout = gateway.post("/bank/payouts", PAYOUT);
        assertThat(payout.status()).isEqualTo(200);
        assertThat(payout.text("id")).startsWith("pout_");
        assertThat(payout.text("status")).isEqualTo("queued");
        String path = "/bank/payouts/" + payout.text("id");
        gateway.advance(10);
        assertThat(gateway.get(path).text("status")).isEqualTo("processing");
        gateway.advance(60);
        assertThat(gateway.get(path).text("status")).isEqualTo("processed");
        String utr = gateway.get(path).text("utr");
        assertThat(utr).startsWith("UTR");

        assertThat(move(payout, "failed").status()).isEqualTo(422);
        assertThat(move(payout, "reversed").text("status")).isEqualTo("reversed");
        assertThat(move(payout, "reversed").status()).isEqualTo(422);
        assertThat(gateway.get(path).text("utr")).isEqualTo(utr);
        assertThat(gateway.get(path).json().at("/status_details/description").asString())
                .isEqualTo("Account closed");
        assertThat(gateway.get("/bank/payouts?reference_id=p-1").json().get("items"))
                .hasSize(1);
        assertThat(gateway.get("/bank/payouts?reference_id=p-2").json().get("items"))
                .isEmpty();
        assertThat(gateway.get("/test/requests").json().toString()).contains(path);
    }

    @ParameterizedTest
    @CsvSource({"failed", "rejected", "cancelled"})
    void what_does_not_arrive_stays_so(String end) {
        Answer payout = gateway.post("/bank/payouts", PAYOUT);
        assertThat(move(payout, end).text("status")).isEqualTo(end);
        gateway.advance(3600);
        assertThat(gateway.get("/bank/payouts/" + payout.text("id")).text("status"))
                .isEqualTo(end);
    }

    @Test
    void asked_twice_it_pays_twice_and_chaos_is_there_too() {
        gateway.post("/bank/payouts", PAYOUT);
        gateway.post("/bank/payouts", PAYOUT);
        assertThat(gateway.get("/bank/payouts?reference_id=p-1").json().get("items"))
                .hasSize(2);
        gateway.post("/test/chaos", "{\"server_error\":100}");
        assertThat(gateway.post("/bank/payouts", PAYOUT).status()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"reference_id\":\"p-1\",  | \"x\":1,                    | 400",
                "180000                     | 0                          | 422",
                "180000                     | \"180000\"                 | 400",
                "INR                        | USD                        | 422",
                "NEFT                       | BY_HAND                    | 422",
                "HDFC0001234                | HDFC1001234                | 422",
                "739164820517               | 7391                       | 422",
                "Asha Rao                   | ' '                        | 422",
            })
    void what_makes_no_sense_is_refused(String right, String wrong, int status) {
        assertThat(gateway.post("/bank/payouts", PAYOUT.replace(right, wrong)).status())
                .isEqualTo(status);
        assertThat(gateway.call("wrong_key_01234", "GET", "/bank/payouts", null).status())
                .isEqualTo(401);
    }

    private Answer move(Answer payout, String status) {
        return gateway.post(
                "/test/bank/payouts/" + payout.text("id") + "/move",
                "{\"status\":\"" + status + "\",\"reason\":\"Account closed\"}");
    }
}
