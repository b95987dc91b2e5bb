package io.desifans.gateway;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The simulated gateway, all of it, without its HTTP server; one merchant, in memory. */
final class Gateway implements AutoCloseable {

    final ApiKey apiKey;
    final RequestLog requests;
    final Customers customers;
    final Products products;
    final Checkouts checkouts;
    final Payments payments;
    final Refunds refunds;
    final Disputes disputes;
    final Ledger ledger;
    final Subscriptions subscriptions;
    final Bank bank;
    final CheckoutPage page;
    final TestEndpoints test;
    final Chaos chaos = new Chaos();
    private final Agenda agenda;
    private volatile String publicUrl;

    Gateway(Settings settings, Clock wall) {
        String businessId = Ids.next("bus_");
        SimulatedClock clock = new SimulatedClock(wall);
        publicUrl = trimmed(settings.url());
        agenda = new Agenda(clock);
        @Nullable
        Courier courier = Optional.ofNullable(settings.webhookUrl())
                .map(receiver -> new Courier(receiver, settings.webhookSecrets(), clock, chaos))
                .orElse(null);
        Webhooks webhooks = new Webhooks(clock, agenda, courier, chaos);
        ledger = new Ledger(clock);
        Till till = new Till(clock, agenda, webhooks, ledger, chaos, () -> publicUrl);
        MoneyBack moneyBack = new MoneyBack(clock, agenda, webhooks, ledger);
        apiKey = new ApiKey(settings.apiKey());
        requests = new RequestLog(clock);
        customers = new Customers(businessId, clock);
        products = new Products(businessId, clock);
        checkouts = new Checkouts(clock, customers, products, till);
        payments = new Payments(till, moneyBack);
        refunds = new Refunds(till, moneyBack);
        disputes = new Disputes(till, moneyBack);
        Billing billing = new Billing(clock, agenda, webhooks, till);
        subscriptions = new Subscriptions(clock, products, till, billing);
        bank = new Bank(clock, agenda);
        page = new CheckoutPage(till, clock, settings.businessName());
        test = new TestEndpoints(clock, agenda, till, webhooks, requests);
    }

    /** Where it is found, unless a setting says so: the port is known when the server listens. */
    void listensOn(int port) {
        if (publicUrl.isEmpty()) publicUrl = "http://localhost:" + port;
    }

    @Override
    public void close() {
        agenda.close();
    }

    private static String trimmed(@Nullable URI url) {
        return url == null ? "" : url.toString().replaceAll("/$", "");
    }
}
