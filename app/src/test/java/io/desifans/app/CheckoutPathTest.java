package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Everything that is sold, paid for on the gateway's page: what is posted is what stands in its form. */
class CheckoutPathTest extends EndToEndTest {

    private static final HttpClient BROWSER = HttpClient.newHttpClient();
    private static final Pattern FORM =
            Pattern.compile("<form method=\"post\" action=\"([^\"]+)\">(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input [^>]*?name=\"([^\"]+)\" value=\"([^\"]*)\"");

    @BeforeEach
    void the_gateway_is_there() {
        gateway();
    }

    @AfterEach
    void the_money_is_in_order() throws Exception {
        drained();
        assertThat(MoneyInvariants.broken(database)).isEmpty();
    }

    @Test
    void p3_a_post_is_bought_by_clicking_the_hosted_page() throws Exception {
        Shop shop = Shop.open(anonymous(), "clicked-post-asha");
        Api fan = anonymous().signUp("Ravi");
        click(checkout(fan, "exclusive_post", shop.soldPost()), "card", Map.of(), "succeeded");
        assertThat(body(fan, "/api/v1/posts/" + shop.soldPost())).contains(Shop.IMAGE);
    }

    @Test
    void p3_a_membership_is_bought_by_clicking_the_hosted_page_after_a_card_was_declined() throws Exception {
        Shop shop = Shop.open(anonymous(), "clicked-tier-asha");
        Api fan = anonymous().signUp("Meera");
        JsonNode checkout = checkout(fan, "membership", shop.tier());
        click(checkout, "card", Map.of("number", "4000 0000 0000 0002"), "failed");
        assertThat(body(fan, "/api/v1/posts/" + shop.membersPost())).doesNotContain(Shop.IMAGE);
        click(checkout, "card", Map.of("number", "6074 8259 7208 3818"), "succeeded");
        assertThat(body(fan, "/api/v1/posts/" + shop.membersPost())).contains(Shop.IMAGE);
    }

    @Test
    void p3_a_service_is_booked_by_clicking_the_hosted_page_and_is_paid_when_the_bank_says_so() throws Exception {
        Shop shop = Shop.open(anonymous(), "clicked-service-asha");
        Api fan = anonymous().signUp("Noor");
        JsonNode checkout = checkout(fan, "service", shop.service());
        click(checkout, "upi", Map.of(), "processing");
        assertThat(isPaid(fan)).isFalse();
        gateway().advance(60);
        drained();
        assertThat(isPaid(fan)).isTrue();
    }

    @Test
    void p3_who_cancels_on_the_hosted_page_has_bought_nothing() throws Exception {
        Shop shop = Shop.open(anonymous(), "unclicked-asha");
        Api fan = anonymous().signUp("Vikram");
        JsonNode checkout = checkout(fan, "exclusive_post", shop.soldPost());
        click(checkout, "cancel", Map.of(), "cancelled");
        assertThat(fan.get("/api/v1/payments/transactions/"
                                + checkout.get("transactionId").asString())
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("cancelled");
        assertThat(body(fan, "/api/v1/posts/" + shop.soldPost())).doesNotContain(Shop.IMAGE);
    }

    @Test
    void what_a_payment_has_come_to_is_seen_right_after_the_answer_without_waiting_for_it() {
        Shop shop = Shop.open(anonymous(), "seen-at-once-asha");
        Api fan = anonymous().signUp("Ila");
        for (int payment = 0; payment < 20; payment++) {
            String id = checkout(fan, "exclusive_post", shop.soldPost())
                    .get("transactionId")
                    .asString();
            assertThat(statusSeenElsewhere(fan, id)).isEqualTo("pending");
            fan.post("/api/v1/payments/" + id + "/cancel", Map.of()).expect(204);
            assertThat(statusSeenElsewhere(fan, id)).isEqualTo("cancelled");
        }
    }

    /** By a client in the same session that names no position. */
    private String statusSeenElsewhere(Api fan, String transactionId) {
        Api elsewhere = anonymous().bearer(fan.token());
        return elsewhere
                .get("/api/v1/payments/transactions/" + transactionId)
                .expect(200)
                .json()
                .get("status")
                .asString();
    }

    private static boolean isPaid(Api fan) {
        return fan.get("/api/v1/service-orders")
                .expect(200)
                .json()
                .at("/items/0/paid")
                .asBoolean();
    }

    private static JsonNode checkout(Api fan, String type, UUID entityId) {
        return fan.post(
                        "/api/v1/payments/checkout",
                        Map.of("type", type, "entityId", entityId, "returnUrl", "/bought?item=1"))
                .expect(201)
                .json();
    }

    /** Fills in the form of this way to pay, clicks, and is taken back with this status. */
    private void click(JsonNode checkout, String method, Map<String, String> filledIn, String status) throws Exception {
        URI page = URI.create(checkout.get("paymentUrl").asString());
        HttpResponse<String> shown = BROWSER.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
        assertThat(shown.statusCode()).isEqualTo(200);
        Matcher forms = FORM.matcher(shown.body());
        Map<String, String> fields = new LinkedHashMap<>();
        while (!method.equals(fields.get("method"))) {
            assertThat(forms.find()).as(shown.body()).isTrue();
            fields.clear();
            Matcher inputs = INPUT.matcher(forms.group(2));
            while (inputs.find()) fields.put(inputs.group(1), inputs.group(2));
        }
        fields.putAll(filledIn);
        HttpResponse<String> back = BROWSER.send(
                HttpRequest.newBuilder(page.resolve(forms.group(1)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(fields.entrySet().stream()
                                .map(field -> field.getKey() + "="
                                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                                .collect(Collectors.joining("&"))))
                        .build(),
                BodyHandlers.ofString());
        assertThat(back.statusCode()).as(back.body()).isEqualTo(303);
        assertThat(back.headers().firstValue("Location").orElseThrow())
                .contains("/bought?item=1&payment_id=pay_")
                .endsWith("status=" + status);
        gateway().advance(0);
        drained();
    }

    private static String body(Api reader, String path) {
        return reader.get(path).expect(200).response().body();
    }
}
