package io.desifans.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.gateway.Simulator.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The real gateway's API, as far as it is simulated. */
class ApiTest extends GatewayTest {

    @Test
    void nobody_gets_in_without_the_key() {
        for (String path : new String[] {"/payments", "/customers/cus_1", "/nowhere", "/test/clock"}) {
            assertRefused(gateway.call(null, "GET", path, null), 401, "UNAUTHORIZED");
            assertRefused(gateway.call(Simulator.KEY + "x", "GET", path, null), 401, "UNAUTHORIZED");
        }
    }

    @Test
    void what_does_not_exist_is_not_found() {
        String[] paths = {
            "/customers/cus_1", "/products/pdt_1", "/checkouts/cks_1", "/payments/pay_1", "/subscriptions/sub_1"
        };
        for (String path : paths) assertRefused(gateway.get(path), 404, "NOT_FOUND");
        assertRefused(gateway.pay("cks_1", "card", "4242424242424242"), 404, "NOT_FOUND");
        assertRefused(gateway.post("/checkouts", Simulator.cart("pdt_1", "100")), 404, "NOT_FOUND");
    }

    @Test
    void a_customer_is_made_found_and_changed() {
        Answer made = gateway.post(
                "/customers", "{\"email\":\"fan@example.test\",\"name\":\"Vikram\",\"metadata\":{\"userId\":\"u-1\"}}");
        String id = made.text("customer_id");
        assertThat(id).startsWith("cus_");
        assertThat(made.text("business_id")).startsWith("bus_");
        assertThat(gateway.get("/customers/" + id)).isEqualTo(made);
        assertThat(gateway.get("/customers?email=FAN@example.test").json().get("items"))
                .containsExactly(made.json());

        Answer changed = gateway.call(Simulator.KEY, "PATCH", "/customers/" + id, "{\"email\":\"new@example.test\"}");
        assertThat(changed.text("email")).isEqualTo("new@example.test");
        assertThat(changed.text("name")).isEqualTo("Vikram");
        assertThat(changed.json().at("/metadata/userId").asString()).isEqualTo("u-1");
    }

    @Test
    void bodies_are_refused_by_what_is_wrong_with_them() {
        Map<String, Integer> bodies = Map.of(
                "", 400,
                "{\"email\":", 400,
                "[]", 400,
                "{\"email\":\"a@b.test\"}", 400,
                "{\"email\":\"a@b.test\",\"name\":7}", 400,
                "{\"email\":\"a@b.test\",\"name\":\"A\",\"metadata\":{\"k\":{}}}", 400,
                "{\"email\":\"nobody\",\"name\":\"A\"}", 422,
                "{\"email\":\"a@b.test\",\"name\":\"\"}", 422,
                "{\"email\":\"a@b.test\",\"name\":\"A\",\"unknown\":[1]}", 200);
        bodies.forEach((body, status) ->
                assertThat(gateway.post("/customers", body).status()).as(body).isEqualTo(status));
    }

    @Test
    void amounts_are_whole_paise_from_one_to_int32() {
        String product = gateway.product();
        Map<String, Integer> amounts = Map.of(
                "1",
                200,
                "2147483647",
                200,
                "0",
                422,
                "-1",
                422,
                "2147483648",
                422,
                "null",
                422,
                "1.5",
                400,
                "\"5\"",
                400,
                "1e2",
                400,
                "99999999999999999999",
                400);
        amounts.forEach((amount, status) -> assertThat(gateway.post("/checkouts", Simulator.cart(product, amount))
                        .status())
                .as(amount)
                .isEqualTo(status));
    }

    @Test
    void only_rupees_with_the_tax_inside_are_sold() {
        String price =
                "{\"name\":\"P\",\"tax_category\":\"saas\",\"price\":{\"type\":\"one_time_price\",\"price\":5,%s}}";
        String inr = "\"currency\":\"INR\",\"tax_inclusive\":true";
        assertThat(gateway.post("/products", price.formatted(inr)).status()).isEqualTo(200);
        for (String wrong : new String[] {inr.replace("INR", "USD"), inr.replace("true", "false")})
            assertRefused(gateway.post("/products", price.formatted(wrong)), 422, "UNPROCESSABLE_ENTITY");
    }

    @Test
    void a_product_with_a_price_of_its_own_costs_that() {
        String product = gateway.post("/products", """
                        {"name":"Fixed","tax_category":"e_book",
                         "price":{"type":"one_time_price","currency":"INR","price":700,"tax_inclusive":true}}""").text("product_id");
        String session =
                gateway.post("/checkouts", Simulator.cart(product, "5")).text("session_id");
        String payment = gateway.pay(session, "card", "4242424242424242").text("payment_id");
        assertThat(gateway.get("/payments/" + payment).number("total_amount")).isEqualTo(700);
    }

    @Test
    void lists_come_in_pages_from_zero_newest_first() {
        for (int number = 0; number < 5; number++)
            gateway.post("/customers", "{\"email\":\"%d@example.test\",\"name\":\"N\"}".formatted(number));
        assertThat(emails("page_size=2")).isEqualTo("4@ 3@");
        assertThat(emails("page_size=2&page_number=1")).isEqualTo("2@ 1@");
        assertThat(emails("page_size=2&page_number=2")).isEqualTo("0@");
        assertThat(emails("page_size=2&page_number=3")).isEmpty();
        for (String wrong : new String[] {"page_size=0", "page_size=101", "page_number=-1", "page_size=ten"})
            assertRefused(gateway.get("/customers?" + wrong), 400, "INVALID_REQUEST_PARAMETERS");
    }

    @Test
    void every_call_of_the_api_is_counted_and_no_other() {
        gateway.get("/payments");
        gateway.call("wrong", "GET", "/payments", null);
        gateway.get("/test/clock");
        gateway.page(gateway.url() + "/checkout/cks_1");
        Answer requests = gateway.get("/test/requests");
        assertThat(requests.number("count")).isEqualTo(2);
        assertThat(requests.json().get("items").findValuesAsString("status")).containsExactly("401", "200");
    }

    private String emails(String query) {
        StringBuilder emails = new StringBuilder();
        for (JsonNode item : gateway.get("/customers?" + query).json().get("items"))
            emails.append(item.get("email").asString(), 0, 2).append(' ');
        return emails.toString().strip();
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text("code")).isEqualTo(code);
        assertThat(answer.text("message")).isNotBlank();
    }
}
