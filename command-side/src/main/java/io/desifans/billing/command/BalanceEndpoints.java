package io.desifans.billing.command;

import io.desifans.billing.command.BalanceCommand.CorrectBalance;
import io.desifans.command.ChosenId;
import io.desifans.command.Commands;
import io.desifans.command.Shape;
import io.desifans.web.Amount;
import io.desifans.web.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A creator's balance, where an admin has to put something right. */
@RestController
class BalanceEndpoints {

    private final Commands commands;

    BalanceEndpoints(Commands commands) {
        this.commands = commands;
    }

    /** @param amount in paise; below 0 it is taken off */
    record CorrectionBody(@Nullable UUID correctionId, Amount amount, String reason) {}

    record Correction(UUID correctionId) {}

    @PostMapping("/api/v1/admin/creators/{creatorId}/balance-corrections")
    Correction correct(@PathVariable String creatorId, @RequestBody CorrectionBody body, Caller caller) {
        Shape.text("reason", body.reason(), 1, 500);
        UUID correctionId = ChosenId.orNew(body.correctionId());
        commands.send(new CorrectBalance(creatorId, correctionId, body.amount().paise()), caller, body.reason());
        return new Correction(correctionId);
    }
}
