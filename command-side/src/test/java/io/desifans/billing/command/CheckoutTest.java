package io.desifans.billing.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.DerivedId;
import io.desifans.eventstore.UuidV7;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A buyer's way to the gateway's page, and what follows from paying there. */
class CheckoutTest extends PaymentsOverHttp {

    private static final String CHECKOUT = "/payments/checkout";

    @Test
    void a_fan_buys_a_post() throws Exception {
        UUID post = post(creator("sellingAsha"), 4900);
        String ravi = signedIn("buyingRavi");
        assertThat(status("PUT", "/posts/" + post + "/like", ravi, null)).isEqualTo("403 POST_LOCKED");

        UUID id = UuidV7.next();
        HttpResponse<String> answer = send("POST", CHECKOUT, ravi, body(id, "exclusive_post", post));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).hasValue("/api/v1/payments/transactions/" + id);
        assertThat(answer.body())
                .matches("\\{\"transactionId\":\"" + id + "\",\"paymentUrl\":\"" + GATEWAY.url() + "/pay/cks_\\d+\"}");
        assertThat(send("POST", CHECKOUT, ravi, body(id, "exclusive_post", post))
                        .body())
                .isEqualTo(answer.body());

        assertThat(webhook("msg_a", payment("pay_a", id, "processing", 4900))).isEqualTo(200);
        assertThat(webhook("msg_b", payment("pay_a", id, "succeeded", 4900))).isEqualTo(200);
        awaitEvents(purchase("buyingRavi", post), "PostPurchaseGranted");
        assertThat(eventsOf(id))
                .containsExactly("PaymentInitiated", "CheckoutSessionOpened", "PaymentProcessing", "PaymentCompleted");
        assertThat(status("PUT", "/posts/" + post + "/like", ravi, null)).isEqualTo("204");
        assertThat(status("POST", CHECKOUT, ravi, body(UuidV7.next(), "exclusive_post", post)))
                .isEqualTo("409 ALREADY_PURCHASED entityId");
    }

    @Test
    void p9_what_is_paid_twice_goes_back_by_itself_once() throws Exception {
        UUID post = post(creator("twiceAsha"), 4900);
        UUID id = checkout(signedIn("twiceRavi"), "exclusive_post", post);
        webhook("msg_t1", payment("pay_t1", id, "succeeded", 4900));
        webhook("msg_t2", payment("pay_t2", id, "succeeded", 4900));
        webhook("msg_t3", payment("pay_t2", id, "succeeded", 4900));
        awaitEvents(
                id,
                "PaymentInitiated",
                "CheckoutSessionOpened",
                "PaymentCompleted",
                "DuplicatePaymentDetected",
                "RefundRequested");
        UUID refundId = DerivedId.of("Refund", id.toString(), "pay_t2");
        String told =
                "{'type':'refund.succeeded','data':{'refund_id':'ref_t','payment_id':'pay_t2','status':'succeeded',"
                        + "'amount':4900,'currency':'INR','metadata':{'refundId':'" + refundId + "'}}}";
        for (int times = 0; times < 2; times++) webhook("msg_t4_" + times, told);
        awaitEvents(inbox("msg_t4_1"), "WebhookReceived", "WebhookMatched", "WebhookProcessed");
        assertThat(eventsOf(id)).endsWith("RefundRequested", "RefundSucceeded");
        assertThat(eventsOf(purchase("twiceRavi", post))).containsExactly("PostPurchaseGranted");
    }

    @Test
    void a_fan_subscribes_and_what_costs_nothing_needs_no_page() throws Exception {
        String asha = creator("sellingAsha");
        UUID tier = tier(asha, 19900);
        String mina = signedIn("subscribingMina");
        UUID id = checkout(mina, "membership", tier);
        webhook("msg_c", payment("pay_c", id, "succeeded", 19900));
        awaitEvents(DerivedId.of("subscriptions", "subscribingMina", tier.toString()), "GrantAdded");

        UUID free = tier(asha, 0);
        UUID freeId = UuidV7.next();
        assertThat(send("POST", CHECKOUT, mina, body(freeId, "membership", free))
                        .body())
                .isEqualTo("{\"transactionId\":\"" + freeId + "\",\"paymentUrl\":null}");
        awaitEvents(DerivedId.of("subscriptions", "subscribingMina", free.toString()), "GrantAdded");
        assertThat(eventsOf(freeId)).containsExactly("PaymentInitiated", "PaymentCompleted");
    }

    @Test
    void a_payment_is_cancelled_by_its_buyer_alone_and_counts_if_it_was_paid_all_the_same() throws Exception {
        UUID post = post(creator("sellingAsha"), 100);
        String ravi = signedIn("cancellingRavi");
        UUID id = checkout(ravi, "exclusive_post", post);
        assertThat(status("POST", "/payments/" + id + "/cancel", signedIn("curiousMina"), null))
                .isEqualTo("404 NOT_FOUND");
        assertThat(status("POST", "/payments/" + UuidV7.next() + "/cancel", ravi, null))
                .isEqualTo("404 NOT_FOUND");
        assertThat(status("POST", "/payments/" + post + "/cancel", ravi, null)).isEqualTo("404 NOT_FOUND");
        for (int times = 0; times < 2; times++)
            assertThat(status("POST", "/payments/" + id + "/cancel", ravi, null))
                    .isEqualTo("204");
        webhook("msg_d", payment("pay_d", id, "succeeded", 100));
        awaitEvents(purchase("cancellingRavi", post), "PostPurchaseGranted");
        assertThat(status("POST", "/payments/" + id + "/cancel", ravi, null)).isEqualTo("409 PAYMENT_NOT_PENDING");
    }

    @Test
    void five_payments_for_one_thing_are_open_at_a_time() throws Exception {
        UUID post = post(creator("sellingAsha"), 100);
        String ravi = signedIn("eagerRavi");
        UUID first = checkout(ravi, "exclusive_post", post);
        for (int more = 0; more < 4; more++) checkout(ravi, "exclusive_post", post);
        assertThat(status("POST", CHECKOUT, ravi, body(UuidV7.next(), "exclusive_post", post)))
                .isEqualTo("409 TOO_MANY_OPEN_PAYMENTS entityId");
        assertThat(status("POST", "/payments/" + first + "/cancel", ravi, null)).isEqualTo("204");
        checkout(ravi, "exclusive_post", post);
    }

    @Test
    void what_the_gateway_refuses_has_failed_and_what_it_has_lost_is_made_anew() throws Exception {
        UUID post = post(creator("sellingAsha"), 100);
        String ravi = signedIn("refusedRavi");
        checkout(ravi, "exclusive_post", post);
        GATEWAY.failures.add(422);
        UUID refused = UuidV7.next();
        assertThat(status("POST", CHECKOUT, ravi, body(refused, "exclusive_post", post)))
                .isEqualTo("409 CHECKOUT_REFUSED");
        assertThat(eventsOf(refused)).containsExactly("PaymentInitiated", "PaymentFailed");
        GATEWAY.failures.add(404);
        checkout(ravi, "exclusive_post", post);
    }

    @Test
    void while_the_gateway_does_not_answer_the_payment_waits_for_it() throws Exception {
        UUID post = post(creator("sellingAsha"), 100);
        String ravi = signedIn("waitingRavi");
        UUID id = UuidV7.next();
        GATEWAY.failures.addAll(Collections.nCopies(1000, 503));
        HttpResponse<String> answer = send("POST", CHECKOUT, ravi, body(id, "exclusive_post", post));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("\"code\":\"GATEWAY_UNAVAILABLE\"", "\"transactionId\":\"" + id + "\"");
        GATEWAY.failures.clear();
        assertThat(status("POST", CHECKOUT, ravi, body(id, "exclusive_post", post)))
                .isEqualTo("201");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'entityId':'POST'}                                                 | 400 VALIDATION_ERROR type",
                "{'type':'car','entityId':'POST'}                                    | 400 VALIDATION_ERROR type",
                "{'type':'service'}                                                  | 400 VALIDATION_ERROR entityId",
                "{'type':'service','entityId':'7'}                                   | 400 VALIDATION_ERROR entityId",
                "{'type':'membership','entityId':'TIER','duration':0}                | 400 VALIDATION_ERROR duration",
                "{'type':'membership','entityId':'TIER','duration':2}                | 400 VALIDATION_ERROR duration",
                "{'type':'membership','entityId':'TIER','duration':1.5}              | 400 VALIDATION_ERROR duration",
                "{'type':'membership','entityId':'TIER','duration':'1'}              | 400 VALIDATION_ERROR duration",
                "{'type':'membership','entityId':'TIER','duration':'null'}           | 400 VALIDATION_ERROR duration",
                "{'type':'membership','entityId':'TIER','duration':99999999999}      | 400 VALIDATION_ERROR duration",
                "{'type':'exclusive_post','entityId':'POST','duration':1}            | 400 VALIDATION_ERROR duration",
                "{'type':'exclusive_post','entityId':'POST','amount':1}              | 400 VALIDATION_ERROR amount",
                "{'type':'exclusive_post','entityId':'POST','autoRenew':true}        | 400 VALIDATION_ERROR autoRenew",
                "{'type':'membership','entityId':'TIER','autoRenew':'true'}          | 400 VALIDATION_ERROR autoRenew",
                "{'type':'exclusive_post','entityId':'POST','returnUrl':'https://evil.test'} | 400 VALIDATION_ERROR returnUrl",
                "{'type':'exclusive_post','entityId':'POST','returnUrl':'//evil.test'} | 400 VALIDATION_ERROR returnUrl",
                "{'type':'exclusive_post','entityId':'POST','returnUrl':''}          | 400 VALIDATION_ERROR returnUrl",
                "{'type':'exclusive_post','entityId':'TIER'}                         | 404 NOT_FOUND entityId",
                "{'type':'service','entityId':'0199a000-0000-7000-8000-0000000000ff'} | 404 NOT_FOUND entityId",
                "{'transactionId':'7','type':'exclusive_post','entityId':'POST'}     | 400 VALIDATION_ERROR transactionId",
            })
    void what_makes_no_sense_is_refused_by_name_and_no_payment_begins(String body, String refusal) throws Exception {
        String asha = creator("strictAsha");
        String mina = signedIn("browsingMina");
        String named = body.replace("POST", post(asha, 100).toString())
                .replace("TIER", tier(asha, 100).toString());
        long before = payments();
        assertThat(status("POST", CHECKOUT, mina, named)).isEqualTo(refusal);
        assertThat(payments()).isEqualTo(before);
    }

    @Test
    void nobody_buys_without_a_session_nor_what_is_their_own() throws Exception {
        String asha = creator("strictAsha");
        String body = body(UuidV7.next(), "exclusive_post", post(asha, 100));
        assertThat(status("POST", CHECKOUT, "none", body)).startsWith("401");
        assertThat(status("POST", CHECKOUT, asha, body)).isEqualTo("409 OWN_ITEM entityId");
    }

    private long payments() {
        return database.queryForObject(
                "select count(*) from event_store.event where name = 'PaymentInitiated'", Long.class);
    }

    private static UUID purchase(String userId, UUID postId) {
        return DerivedId.of("Purchase", userId, postId.toString());
    }
}
