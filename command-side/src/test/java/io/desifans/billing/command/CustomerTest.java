package io.desifans.billing.command;

import static io.desifans.command.Past.RAVI;

import io.desifans.DerivedId;
import io.desifans.billing.CustomerEvent.CustomerRegistered;
import io.desifans.billing.CustomerEvent.GatewayCustomerLinked;
import io.desifans.billing.GatewayProductEvent.GatewayProductRegistered;
import io.desifans.billing.command.Customer.CustomerCommand.LinkGatewayCustomer;
import io.desifans.billing.command.Customer.CustomerCommand.RegisterCustomer;
import io.desifans.billing.command.GatewayProduct.GatewayProductCommand.RegisterGatewayProduct;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

/** What the gateway knows buyers and goods by. */
class CustomerTest {

    private static final UUID ID = DerivedId.of("customers", RAVI);
    private static final UUID PRODUCT = DerivedId.of("GatewayProduct", "one-time");
    private static final CustomerRegistered REGISTERED =
            new CustomerRegistered(ID, RAVI, "someone@example.test", "Name of " + RAVI);
    private static final GatewayCustomerLinked LINKED = new GatewayCustomerLinked(ID, RAVI, "cus_1");
    private static final GatewayProductRegistered ONE_TIME = new GatewayProductRegistered(PRODUCT, "one-time", "pdt_1");

    private final Past past = Past.ofFourUsers();

    private AggregateTestFixture<Customer> fixture() {
        return past.fixture(Customer.class);
    }

    @Test
    void a_buyer_becomes_a_customer_once() {
        fixture().givenNoPriorActivity().when(new RegisterCustomer(RAVI)).expectEvents(REGISTERED);
        fixture()
                .given(REGISTERED)
                .when(new RegisterCustomer(RAVI))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        past.and(Past.deleted(RAVI));
        fixture()
                .givenNoPriorActivity()
                .when(new RegisterCustomer(RAVI))
                .expectException(Refusal.of(403, "ACCOUNT_DELETED"));
    }

    @Test
    void the_gateways_customer_is_linked_and_may_be_replaced() {
        fixture().given(REGISTERED).when(new LinkGatewayCustomer(RAVI, "cus_1")).expectEvents(LINKED);
        fixture()
                .given(REGISTERED, LINKED)
                .when(new LinkGatewayCustomer(RAVI, "cus_1"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture()
                .given(REGISTERED, LINKED)
                .when(new LinkGatewayCustomer(RAVI, "cus_2"))
                .expectEvents(new GatewayCustomerLinked(ID, RAVI, "cus_2"));
    }

    @Test
    void a_product_is_registered_once_and_may_be_replaced() {
        AggregateTestFixture<GatewayProduct> fixture = past.fixture(GatewayProduct.class);
        fixture.givenNoPriorActivity()
                .when(new RegisterGatewayProduct("one-time", "pdt_1"))
                .expectEvents(ONE_TIME);
        past.fixture(GatewayProduct.class)
                .given(ONE_TIME)
                .when(new RegisterGatewayProduct("one-time", "pdt_1"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        past.fixture(GatewayProduct.class)
                .given(ONE_TIME)
                .when(new RegisterGatewayProduct("one-time", "pdt_2"))
                .expectEvents(new GatewayProductRegistered(PRODUCT, "one-time", "pdt_2"));
    }
}
