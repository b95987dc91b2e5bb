package io.desifans.billing.command;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which payment gateway and which bank there is, and whose webhooks are believed. */
@Configuration(proxyBeanMethods = false)
class BillingConfiguration {

    @Bean
    PaymentGateway paymentGateway(
            @Value("${desifans.gateway.base-url:}") String baseUrl,
            @Value("${desifans.gateway.api-key:}") String apiKey) {
        return new PaymentGateway(GatewayHttp.of("desifans.gateway", baseUrl, apiKey));
    }

    @Bean
    PayoutBank payoutBank(
            @Value("${desifans.bank.base-url:}") String baseUrl, @Value("${desifans.bank.api-key:}") String apiKey) {
        return new PayoutBank(GatewayHttp.of("desifans.bank", baseUrl, apiKey));
    }

    @Bean
    WebhookSecrets webhookSecrets(@Value("${desifans.gateway.webhook-secrets:}") String secrets) {
        return WebhookSecrets.of(secrets).checked();
    }
}
