package io.desifans.gateway;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** {@code /products}: of all that the real gateway sells, what is paid once or every so many months, in rupees. */
final class Products {

    /** The most that is charged at once, in paise. */
    static final long LARGEST_AMOUNT = Integer.MAX_VALUE;

    private static final int MOST_MONTHS = 240;

    private static final Set<String> TAX_CATEGORIES =
            Set.of("digital_products", "saas", "e_book", "edtech", "live_tutoring");

    /** A body of POST and PATCH. */
    record Fields(
            @Nullable String name,
            @Nullable String description,
            @Nullable PriceFields price,
            @Nullable String taxCategory,
            @Nullable Map<String, @Nullable Object> metadata) {}

    record PriceFields(
            @Nullable String type,
            @Nullable String currency,
            @Nullable Long price,
            @Nullable Boolean payWhatYouWant,
            @Nullable Long suggestedPrice,
            @Nullable Boolean taxInclusive,
            @Nullable Integer paymentFrequencyCount,
            @Nullable String paymentFrequencyInterval,
            @Nullable Integer subscriptionPeriodCount,
            @Nullable String subscriptionPeriodInterval) {}

    private final String businessId;
    private final Clock clock;
    private final Shelf<Product> products = new Shelf<>("Product");

    Products(String businessId, Clock clock) {
        this.businessId = businessId;
        this.clock = clock;
    }

    Product get(String id) {
        return products.get(id);
    }

    ServerResponse create(ServerRequest request) {
        Fields fields = Json.read(request, Fields.class);
        Instant now = clock.instant();
        Product product = new Product(
                Ids.next("pdt_"),
                businessId,
                businessId,
                name(Json.required("name", fields.name)),
                fields.description,
                price(Json.required("price", fields.price)),
                taxCategory(Json.required("tax_category", fields.taxCategory)),
                false,
                List.of(),
                List.of(),
                Json.metadata(fields.metadata),
                now,
                now);
        return Json.answer(products.put(product.productId(), product));
    }

    ServerResponse list(ServerRequest request) {
        return Json.answer(Page.of(request).of(products.all(product -> true), Product::listed));
    }

    ServerResponse get(ServerRequest request) {
        return Json.answer(products.get(request.pathVariable("id")));
    }

    ServerResponse change(ServerRequest request) {
        Fields fields = Json.read(request, Fields.class);
        products.change(request.pathVariable("id"), was -> changed(was, fields));
        return ServerResponse.ok().build();
    }

    private Product changed(Product was, Fields fields) {
        return new Product(
                was.productId(),
                was.businessId(),
                was.brandId(),
                fields.name == null ? was.name() : name(fields.name),
                fields.description == null ? was.description() : fields.description,
                fields.price == null ? was.price() : price(fields.price),
                fields.taxCategory == null ? was.taxCategory() : taxCategory(fields.taxCategory),
                was.licenseKeyEnabled(),
                was.entitlements(),
                was.creditEntitlements(),
                fields.metadata == null ? was.metadata() : Json.metadata(fields.metadata),
                was.createdAt(),
                clock.instant());
    }

    private static String name(String name) {
        if (name.isBlank()) throw Refused.unprocessable("name must not be blank.");
        return name;
    }

    private static String taxCategory(String category) {
        if (!TAX_CATEGORIES.contains(category))
            throw Refused.body("tax_category is not one of " + TAX_CATEGORIES + ".");
        return category;
    }

    private static Product.Price price(PriceFields fields) {
        String type = Json.required("price.type", fields.type);
        String currency = Json.required("price.currency", fields.currency);
        long price = Json.required("price.price", fields.price);
        if (!currency.equals("INR")) throw Refused.unprocessable("price.currency must be INR here.");
        if (price < 0 || price > LARGEST_AMOUNT)
            throw Refused.unprocessable("price.price must be 0 to " + LARGEST_AMOUNT + ".");
        if (!Boolean.TRUE.equals(fields.taxInclusive))
            throw Refused.unprocessable("price.tax_inclusive must be true here: no tax is added.");
        return switch (type) {
            case "one_time_price" -> once(fields, price);
            case "recurring_price" -> recurring(fields, price);
            default -> throw Refused.unprocessable("price.type must be one_time_price or recurring_price here.");
        };
    }

    private static Product.Price once(PriceFields fields, long price) {
        boolean payWhatYouWant = Boolean.TRUE.equals(fields.payWhatYouWant);
        return new Product.Price(
                "one_time_price",
                "INR",
                price,
                payWhatYouWant,
                fields.suggestedPrice,
                true,
                0,
                false,
                null,
                null,
                null,
                null);
    }

    private static Product.Price recurring(PriceFields fields, long price) {
        int every = months("payment_frequency", fields.paymentFrequencyCount, fields.paymentFrequencyInterval);
        int lasts = months("subscription_period", fields.subscriptionPeriodCount, fields.subscriptionPeriodInterval);
        if (price < 1) throw Refused.unprocessable("price.price must be at least 1 for what recurs.");
        return new Product.Price(
                "recurring_price", "INR", price, false, null, true, 0, false, every, "Month", lasts, "Month");
    }

    private static int months(String field, @Nullable Integer count, @Nullable String interval) {
        int given = Json.required("price." + field + "_count", count);
        int months = switch (Json.required("price." + field + "_interval", interval)) {
            case "Month" -> 1;
            case "Year" -> 12;
            default -> throw Refused.unprocessable("price." + field + "_interval must be Month or Year here.");
        };
        if (given < 1 || given > MOST_MONTHS / months)
            throw Refused.unprocessable("price." + field + "_count must be 1 or more, and 20 years at most.");
        return given * months;
    }
}
