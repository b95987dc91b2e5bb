package io.desifans.billing.command;

import static io.desifans.command.Past.RAVI;

import io.desifans.DerivedId;
import io.desifans.billing.CustomerEvent.CustomerRegistered;
import io.desifans.billing.CustomerEvent.GatewayCustomerLinked;
import io.desifans.billing.GatewayProductEvent.GatewayProductRegistered;
import io.desifans.billing.command.Customer.CustomerCommand;
import io.desifans.billing.command.Customer.CustomerCommand.LinkGatewayCustomer;
import io.desifans.billing.command.Customer.CustomerCommand.RegisterCustomer;
import io.desifans.billing.command.GatewayProduct.GatewayProductCommand;
import io.desifans.billing.command.GatewayProduct.GatewayProductCommand.RegisterGatewayProduct;
import io.desifans.command.Past;
import io.desifans.command.StateTable;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

class CustomerStatesTest {

    private static final UUID ID = DerivedId.of("customers", RAVI);
    private static final CustomerRegistered REGISTERED =
            new CustomerRegistered(ID, RAVI, "someone@example.test", "Name of " + RAVI);

    @Test
    void every_command_in_every_state_of_a_customer() {
        StateTable.holds("""
                command      | none                | registered             | linked                 | deleted before      | deleted after
                register     | +CustomerRegistered | -                      | -                      | 403 ACCOUNT_DELETED | 403 ACCOUNT_DELETED
                link         | 404                 | +GatewayCustomerLinked | -                      | 404                 | -
                link another | 404                 | +GatewayCustomerLinked | +GatewayCustomerLinked | 404                 | +GatewayCustomerLinked""", CustomerStatesTest::customer, CustomerStatesTest::command, CustomerCommand.class);
    }

    @Test
    void every_command_in_every_state_of_a_product() {
        StateTable.holds(
                """
                command          | none                      | registered
                register         | +GatewayProductRegistered | -
                register another | +GatewayProductRegistered | +GatewayProductRegistered""", CustomerStatesTest::product, CustomerStatesTest::productCommand, GatewayProductCommand.class);
    }

    private static TestExecutor<?> customer(String state) {
        Past past = Past.ofFourUsers();
        if (state.startsWith("deleted")) past.and(Past.deleted(RAVI));
        return past.fixture(Customer.class)
                .given(
                        switch (state) {
                            case "none", "deleted before" -> List.of();
                            case "registered" -> List.of(REGISTERED);
                            case "linked", "deleted after" ->
                                List.of(REGISTERED, new GatewayCustomerLinked(ID, RAVI, "cus_1"));
                            default -> throw new IllegalArgumentException(state);
                        });
    }

    private static CustomerCommand command(String name) {
        return switch (name) {
            case "register" -> new RegisterCustomer(RAVI);
            case "link" -> new LinkGatewayCustomer(RAVI, "cus_1");
            case "link another" -> new LinkGatewayCustomer(RAVI, "cus_2");
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static TestExecutor<?> product(String state) {
        return Past.ofFourUsers()
                .fixture(GatewayProduct.class)
                .given(
                        switch (state) {
                            case "none" -> List.of();
                            case "registered" ->
                                List.of(new GatewayProductRegistered(
                                        GatewayProduct.id(GatewayProduct.ONE_TIME), GatewayProduct.ONE_TIME, "pdt_1"));
                            default -> throw new IllegalArgumentException(state);
                        });
    }

    private static GatewayProductCommand productCommand(String name) {
        return switch (name) {
            case "register" -> new RegisterGatewayProduct(GatewayProduct.ONE_TIME, "pdt_1");
            case "register another" -> new RegisterGatewayProduct(GatewayProduct.ONE_TIME, "pdt_2");
            default -> throw new IllegalArgumentException(name);
        };
    }
}
