package io.desifans.gateway;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** {@code /checkouts}. */
final class Checkouts {

    private static final int MOST_LINES = 20;
    private static final int MOST_OF_ONE = 10_000;

    record Fields(
            @Nullable List<LineFields> productCart,
            Customers.@Nullable Fields customer,
            @Nullable String returnUrl,
            @Nullable String cancelUrl,
            @Nullable Map<String, @Nullable Object> metadata) {}

    /** @param amount in paise, for one of them */
    record LineFields(
            @Nullable String productId,
            @Nullable Integer quantity,
            @Nullable Long amount) {}

    private record Opened(String sessionId, String checkoutUrl) {}

    private final Clock clock;
    private final Customers customers;
    private final Products products;
    private final Till till;

    Checkouts(Clock clock, Customers customers, Products products, Till till) {
        this.clock = clock;
        this.customers = customers;
        this.products = products;
        this.till = till;
    }

    ServerResponse create(ServerRequest request) {
        Checkout checkout = checkout(Json.read(request, Fields.class));
        till.open(checkout);
        return Json.answer(new Opened(checkout.sessionId(), till.url(checkout.sessionId())));
    }

    ServerResponse get(ServerRequest request) {
        return Json.answer(till.checkout(request.pathVariable("id")).status());
    }

    /** All is read before a customer is made of it. */
    private Checkout checkout(Fields fields) {
        List<Checkout.Line> lines = lines(Json.required("product_cart", fields.productCart));
        URI returnUrl = WebAddress.of("return_url", fields.returnUrl);
        URI cancelUrl = WebAddress.of("cancel_url", fields.cancelUrl);
        Map<String, Object> metadata = Json.metadata(fields.metadata);
        Customer customer = customers.attached(Json.required("customer", fields.customer));
        return new Checkout(
                Ids.next("cks_"), customer, lines, metadata, returnUrl, cancelUrl, clock.instant(), null, null);
    }

    private List<Checkout.Line> lines(List<LineFields> cart) {
        if (cart.isEmpty() || cart.size() > MOST_LINES)
            throw Refused.unprocessable("product_cart must hold 1 to " + MOST_LINES + " products.");
        List<Checkout.Line> lines = cart.stream().map(this::line).toList();
        long total = lines.stream().mapToLong(Checkout.Line::totalPaise).sum();
        if (total > Products.LARGEST_AMOUNT)
            throw Refused.unprocessable("The total must be at most " + Products.LARGEST_AMOUNT + ".");
        if (lines.stream().anyMatch(line -> line.plan() != null)
                && (lines.size() > 1 || lines.getFirst().quantity() > 1))
            throw Refused.unprocessable("What recurs is sold by itself here.");
        return lines;
    }

    private Checkout.Line line(@Nullable LineFields fields) {
        LineFields given = Json.required("product_cart", fields);
        Product product = products.get(Json.required("product_cart.product_id", given.productId));
        int quantity = Json.required("product_cart.quantity", given.quantity);
        if (quantity < 1 || quantity > MOST_OF_ONE)
            throw Refused.unprocessable("product_cart.quantity must be 1 to " + MOST_OF_ONE + ".");
        return new Checkout.Line(
                product.productId(), product.name(), quantity, amount(product.price(), given.amount), product.plan());
    }

    /** Of a product with a price of its own the amount given is left aside, as the real gateway does. */
    private static long amount(Product.Price price, @Nullable Long given) {
        if (!price.payWhatYouWant()) return price.price();
        if (given == null)
            throw Refused.unprocessable("product_cart.amount is needed: no page here lets a person choose it.");
        long least = Math.max(1, price.price());
        if (given < least || given > Products.LARGEST_AMOUNT)
            throw Refused.unprocessable(
                    "product_cart.amount must be " + least + " to " + Products.LARGEST_AMOUNT + ".");
        return given;
    }
}
