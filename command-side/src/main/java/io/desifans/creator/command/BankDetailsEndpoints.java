package io.desifans.creator.command;

import io.desifans.billing.BankDetails;
import io.desifans.command.BankAccounts;
import io.desifans.command.Commands;
import io.desifans.command.Shape;
import io.desifans.creator.command.CreatorCommand.ChangeBankDetails;
import io.desifans.creator.command.CreatorCommand.RevealBankDetails;
import io.desifans.creator.command.CreatorCommand.VerifyBankDetails;
import io.desifans.web.Caller;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Bank details, as a creator gives them and an admin verifies them, or asks to see them. */
@RestController
@RequestMapping("/api/v1")
class BankDetailsEndpoints {

    private final Commands commands;
    private final BankAccounts accounts;

    BankDetailsEndpoints(Commands commands, BankAccounts accounts) {
        this.commands = commands;
        this.accounts = accounts;
    }

    @PutMapping("/creators/me/bank-details")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@RequestBody BankDetails details, Caller caller) {
        caller.requireThemselves();
        commands.send(new ChangeBankDetails(caller.id(), details), caller);
    }

    record Verification(String reason) {}

    @PostMapping("/admin/creators/{creatorId}/bank-details/verify")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void verify(@PathVariable String creatorId, @RequestBody Verification body, Caller caller) {
        Shape.text("reason", body.reason(), 1, 500);
        commands.send(new VerifyBankDetails(creatorId), caller, body.reason());
    }

    record Revelation(String reason) {}

    /** The only answer that holds them in clear; that it was given is stored first. */
    @PostMapping("/admin/creators/{creatorId}/bank-details/reveal")
    BankDetails reveal(@PathVariable String creatorId, @RequestBody Revelation body, Caller caller) {
        caller.requireThemselves();
        Shape.text("reason", body.reason(), 1, 500);
        commands.send(new RevealBankDetails(creatorId), caller, body.reason());
        return Objects.requireNonNull(accounts.given(creatorId).details());
    }
}
