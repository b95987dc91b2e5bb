package io.desifans.services.command;

import io.desifans.command.Commands;
import io.desifans.services.command.ServiceOrderCommand.ActivateOrder;
import io.desifans.services.command.ServiceOrderCommand.CancelOrder;
import io.desifans.services.command.ServiceOrderCommand.FulfilOrder;
import io.desifans.services.command.ServiceOrderCommand.JoinOrder;
import io.desifans.web.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Bookings, as their two parties go on with them. */
@RestController
@RequestMapping("/api/v1/service-orders/{orderId}")
class ServiceOrderEndpoints {

    private final Commands commands;

    ServiceOrderEndpoints(Commands commands) {
        this.commands = commands;
    }

    @PostMapping("/activate")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void activate(@PathVariable UUID orderId, Caller caller) {
        commands.send(new ActivateOrder(orderId, caller.id()), caller);
    }

    @PostMapping("/join")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void join(@PathVariable UUID orderId, Caller caller) {
        commands.send(new JoinOrder(orderId, caller.id()), caller);
    }

    record Fulfilment(@Nullable String notes, @Nullable String mediaUrl) {}

    /** The body may be left out where nothing is to be said. */
    @PostMapping("/fulfil")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void fulfil(@PathVariable UUID orderId, @RequestBody(required = false) @Nullable Fulfilment body, Caller caller) {
        Fulfilment said = body == null ? new Fulfilment(null, null) : body;
        commands.send(new FulfilOrder(orderId, caller.id(), said.notes(), said.mediaUrl()), caller);
    }

    record Cancellation(String reason) {}

    @PostMapping("/cancel")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable UUID orderId, @RequestBody Cancellation body, Caller caller) {
        commands.send(new CancelOrder(orderId, caller.id(), body.reason()), caller);
    }
}
