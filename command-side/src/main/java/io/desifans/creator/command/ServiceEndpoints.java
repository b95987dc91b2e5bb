package io.desifans.creator.command;

import io.desifans.command.ChosenId;
import io.desifans.command.Commands;
import io.desifans.creator.ServiceType;
import io.desifans.creator.command.Service.ServiceCommand.OfferService;
import io.desifans.web.Amount;
import io.desifans.web.Caller;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Services, as a creator offers them. */
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
