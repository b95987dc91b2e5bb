package io.desifans.creator.command;

import io.desifans.command.ChosenId;
import io.desifans.command.Commands;
import io.desifans.creator.ServiceType;
import io.desifans.creator.command.Service.ServiceCommand.ChangeService;
import io.desifans.creator.command.Service.ServiceCommand.OfferService;
import io.desifans.creator.command.Service.ServiceCommand.WithdrawService;
import io.desifans.web.Amount;
import io.desifans.web.Caller;
import io.desifans.web.Change;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Services, as a creator offers, changes and withdraws them. */
@RestController
@RequestMapping("/api/v1/services")
class ServiceEndpoints {

    private final Commands commands;

    ServiceEndpoints(Commands commands) {
        this.commands = commands;
    }

    record OfferedService(UUID serviceId) {}

    @PostMapping
    ResponseEntity<OfferedService> offer(@RequestBody ServiceBody body, Caller caller) {
        OfferService command = body.command(caller.id());
        commands.send(command, caller);
        return ResponseEntity.created(URI.create("/api/v1/services/" + command.serviceId()))
                .body(new OfferedService(command.serviceId()));
    }

    @PatchMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@PathVariable UUID id, @RequestBody ServiceChanges body, Caller caller) {
        commands.send(body.command(id, caller.id()), caller);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable UUID id, Caller caller) {
        commands.send(new WithdrawService(id, caller.id()), caller);
    }

    record ServiceChanges(
            @Nullable Change<String> name,
            @Nullable Change<String> description,
            @Nullable Change<Amount> price,
            @Nullable Change<Integer> durationMinutes,
            @Nullable Change<Boolean> visible) {

        ChangeService command(UUID serviceId, String userId) {
            return new ChangeService(
                    serviceId,
                    userId,
                    Change.required("name", name),
                    Change.required("description", description),
                    Amount.paise(Change.required("price", price)),
                    Change.required("durationMinutes", durationMinutes),
                    Change.required("visible", visible));
        }
    }

    record ServiceBody(
            @Nullable UUID serviceId,
            String name,
            String description,
            Amount price,
            ServiceType serviceType,
            Integer durationMinutes,
            @Nullable Boolean visible) {

        OfferService command(String creatorId) {
            return new OfferService(
                    ChosenId.orNew(serviceId),
                    creatorId,
                    name,
                    description,
                    price.paise(),
                    serviceType,
                    durationMinutes,
                    visible == null || visible);
        }
    }
}
