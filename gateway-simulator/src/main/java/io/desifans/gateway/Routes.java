package io.desifans.gateway;

import java.util.Map;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Every address that is answered. */
final class Routes {

    private Routes() {}

    static RouterFunction<ServerResponse> of(Gateway gateway) {
        return page(gateway.page)
                .and(RouterFunctions.route(
                        RequestPredicates.GET("/health"), request -> Json.answer(Map.of("status", "ok"))))
                .and(test(gateway).filter(gateway.apiKey).filter(new Errors()))
                .and(api(gateway)
                        .filter(new BadDays(gateway.chaos))
                        .filter(gateway.apiKey)
                        .filter(new Errors())
                        .filter(gateway.requests));
    }

    /** For people; the session's id is all they need. */
    private static RouterFunction<ServerResponse> page(CheckoutPage page) {
        return RouterFunctions.route()
                .GET("/checkout/{id}", page::show)
                .POST("/checkout/{id}", page::pay)
                .onError(Refused.class, (refused, request) -> page.unknown())
                .build();
    }

    private static RouterFunction<ServerResponse> test(Gateway gateway) {
        return RouterFunctions.route()
                .POST("/test/checkouts/{id}/pay", gateway.test::pay)
                .POST("/test/refunds/{id}/fail", gateway.refunds::fail)
                .POST("/test/payments/{id}/dispute", gateway.disputes::open)
                .POST("/test/disputes/{id}/move", gateway.disputes::move)
                .GET("/test/clock", gateway.test::clock)
                .POST("/test/clock/advance", gateway.test::advance)
                .POST("/test/ledger", gateway.ledger::enter)
                .GET("/test/chaos", gateway.chaos::show)
                .POST("/test/chaos", gateway.chaos::set)
                .GET("/test/deliveries", gateway.test::deliveries)
                .POST("/test/deliveries/{id}/resend", gateway.test::resend)
                .POST("/test/subscriptions/{id}/decline", gateway.subscriptions::decline)
                .POST("/test/subscriptions/{id}/plan", gateway.subscriptions::changePlan)
                .POST("/test/bank/payouts/{id}/move", gateway.bank::move)
                .GET("/test/requests", gateway.test::requests)
                .route(RequestPredicates.path("/test/**"), Routes::nothingHere)
                .build();
    }

    /** As far as it is the real gateway's; and the bank's. */
    private static RouterFunction<ServerResponse> api(Gateway gateway) {
        return RouterFunctions.route()
                .POST("/customers", gateway.customers::create)
                .GET("/customers", gateway.customers::list)
                .GET("/customers/{id}", gateway.customers::get)
                .PATCH("/customers/{id}", gateway.customers::change)
                .POST("/products", gateway.products::create)
                .GET("/products", gateway.products::list)
                .GET("/products/{id}", gateway.products::get)
                .PATCH("/products/{id}", gateway.products::change)
                .POST("/checkouts", gateway.checkouts::create)
                .GET("/checkouts/{id}", gateway.checkouts::get)
                .GET("/payments", gateway.payments::list)
                .GET("/payments/{id}", gateway.payments::get)
                .POST("/refunds", gateway.refunds::create)
                .GET("/refunds", gateway.refunds::list)
                .GET("/refunds/{id}", gateway.refunds::get)
                .GET("/disputes", gateway.disputes::list)
                .GET("/disputes/{id}", gateway.disputes::get)
                .GET("/balances/ledger", gateway.ledger::list)
                .GET("/subscriptions", gateway.subscriptions::list)
                .GET("/subscriptions/{id}", gateway.subscriptions::get)
                .PATCH("/subscriptions/{id}", gateway.subscriptions::change)
                .POST("/subscriptions/{id}/update-payment-method", gateway.subscriptions::changeMethod)
                .POST("/bank/payouts", gateway.bank::create)
                .GET("/bank/payouts", gateway.bank::list)
                .GET("/bank/payouts/{id}", gateway.bank::get)
                .route(RequestPredicates.all(), Routes::nothingHere)
                .build();
    }

    private static ServerResponse nothingHere(ServerRequest request) {
        throw Refused.unknown(request.method() + " " + request.path());
    }
}
