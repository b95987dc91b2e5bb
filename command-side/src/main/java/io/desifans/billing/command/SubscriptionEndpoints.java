package io.desifans.billing.command;

import io.desifans.billing.RenewalChange;
import io.desifans.billing.SubscriptionEvent.GatewaySubscriptionObserved;
import io.desifans.billing.command.SubscriptionCommand.ChangeRenewal;
import io.desifans.command.Commands;
import io.desifans.command.Facts;
import io.desifans.command.Shape;
import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import io.desifans.web.TrustedOrigins;
import io.desifans.web.Unavailable;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Subscriptions that renew by themselves, as their fans stop them and let them go on. The gateway does it afterwards. */
@RestController
@RequestMapping("/api/v1/subscriptions/{subscriptionId}")
class SubscriptionEndpoints {

    private final Commands commands;
    private final Facts facts;
    private final GatewaySubscriptions gateway;
    private final TrustedOrigins origins;

    SubscriptionEndpoints(Commands commands, Facts facts, GatewaySubscriptions gateway, TrustedOrigins origins) {
        this.commands = commands;
        this.facts = facts;
        this.gateway = gateway;
        this.origins = origins;
    }

    @PostMapping("/cancel")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable UUID subscriptionId, Caller caller) {
        change(subscriptionId, RenewalChange.CANCEL_AT_PERIOD_END, caller);
    }

    @PostMapping("/undo-cancel")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void undoCancel(@PathVariable UUID subscriptionId, Caller caller) {
        change(subscriptionId, RenewalChange.KEEP, caller);
    }

    @PostMapping("/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pause(@PathVariable UUID subscriptionId, Caller caller) {
        change(subscriptionId, RenewalChange.PAUSE, caller);
    }

    @PostMapping("/resume")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resume(@PathVariable UUID subscriptionId, Caller caller) {
        change(subscriptionId, RenewalChange.RESUME, caller);
    }

    /** @param returnUrl where the fan's browser goes then */
    record PaymentMethodBody(@Nullable String returnUrl) {}

    /** @param url the gateway's page on which the fan chooses how to pay, and pays what is behind */
    record PaymentMethodPage(String url) {}

    @PostMapping("/payment-method")
    PaymentMethodPage paymentMethod(
            @PathVariable UUID subscriptionId, @RequestBody PaymentMethodBody body, Caller caller) {
        if (body.returnUrl() != null) Shape.line("returnUrl", body.returnUrl(), 1, 2048);
        if (body.returnUrl() != null && !origins.mayBeSentTo(body.returnUrl()))
            throw Rejected.invalid("returnUrl", "returnUrl must be a path of this site or lie under a trusted origin.");
        GatewaySubscriptionObserved current = Renewals.of(facts, subscriptionId)
                .current()
                .filter(renewal -> renewal.userId().equals(caller.id()))
                .orElseThrow(SubscriptionCommand::unknown);
        try {
            return new PaymentMethodPage(
                    gateway.paymentMethodPage(current.gatewaySubscriptionId(), absolute(body.returnUrl())));
        } catch (GatewayRefused e) {
            throw Rejected.conflict("RENEWAL_ENDED", "The payment gateway has ended this subscription.");
        } catch (GatewayUnreachable e) {
            throw new Unavailable("GATEWAY_UNAVAILABLE", "The payment gateway does not answer yet.", Map.of());
        }
    }

    private void change(UUID subscriptionId, RenewalChange change, Caller caller) {
        commands.send(new ChangeRenewal(subscriptionId, caller.id(), change), caller);
    }

    private @Nullable String absolute(@Nullable String returnUrl) {
        return returnUrl != null && returnUrl.startsWith("/") ? origins.base() + returnUrl : returnUrl;
    }
}
