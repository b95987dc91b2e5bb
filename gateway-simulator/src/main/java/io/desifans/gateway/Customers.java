package io.desifans.gateway;

import java.time.Clock;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** {@code /customers}. */
final class Customers {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final int LONGEST = 255;

    /** A body of POST and PATCH, and the customer named in a checkout. */
    record Fields(
            @Nullable String customerId,
            @Nullable String email,
            @Nullable String name,
            @Nullable String phoneNumber,
            @Nullable Map<String, @Nullable Object> metadata) {}

    private final String businessId;
    private final Clock clock;
    private final Shelf<Customer> customers = new Shelf<>("Customer");

    Customers(String businessId, Clock clock) {
        this.businessId = businessId;
        this.clock = clock;
    }

    ServerResponse create(ServerRequest request) {
        return Json.answer(create(Json.read(request, Fields.class)));
    }

    ServerResponse list(ServerRequest request) {
        String email = request.param("email").orElse(null);
        var wanted = customers.all(customer -> email == null || customer.email().equalsIgnoreCase(email));
        return Json.answer(Page.of(request).of(wanted, customer -> customer));
    }

    ServerResponse get(ServerRequest request) {
        return Json.answer(customers.get(request.pathVariable("id")));
    }

    ServerResponse change(ServerRequest request) {
        Fields fields = Json.read(request, Fields.class);
        return Json.answer(customers.change(request.pathVariable("id"), was -> changed(was, fields)));
    }

    /** The customer with this id, or the newest with this e-mail address, or a new one. */
    Customer attached(Fields fields) {
        if (fields.customerId != null) return customers.get(fields.customerId);
        String email = email(fields.email);
        String name = fields.name == null || fields.name.isBlank() ? email : fields.name;
        return customers
                .newest(customer -> customer.email().equalsIgnoreCase(email))
                .orElseGet(() -> create(new Fields(null, email, name, fields.phoneNumber, null)));
    }

    private Customer create(Fields fields) {
        Customer customer = new Customer(
                Ids.next("cus_"),
                businessId,
                name(fields.name),
                email(fields.email),
                fields.phoneNumber,
                Json.metadata(fields.metadata),
                clock.instant());
        return customers.put(customer.customerId(), customer);
    }

    private static Customer changed(Customer was, Fields fields) {
        return new Customer(
                was.customerId(),
                was.businessId(),
                fields.name == null ? was.name() : name(fields.name),
                fields.email == null ? was.email() : email(fields.email),
                fields.phoneNumber == null ? was.phoneNumber() : fields.phoneNumber,
                fields.metadata == null ? was.metadata() : Json.metadata(fields.metadata),
                was.createdAt());
    }

    private static String name(@Nullable String name) {
        String given = Json.required("name", name);
        if (given.isBlank() || given.length() > LONGEST)
            throw Refused.unprocessable("name must have 1 to 255 characters.");
        return given;
    }

    private static String email(@Nullable String email) {
        String given = Json.required("email", email);
        if (given.length() > LONGEST || !EMAIL.matcher(given).matches())
            throw Refused.unprocessable("email is no e-mail address.");
        return given;
    }
}
