package io.desifans.creator.command;

import io.desifans.command.ChosenId;
import io.desifans.command.Commands;
import io.desifans.creator.command.Membership.MembershipCommand.ChangeMembership;
import io.desifans.creator.command.Membership.MembershipCommand.OfferMembership;
import io.desifans.creator.command.Membership.MembershipCommand.WithdrawMembership;
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

/** Tiers, as a creator offers, changes and withdraws them. */
@RestController
@RequestMapping("/api/v1/memberships")
class MembershipEndpoints {

    private final Commands commands;

    MembershipEndpoints(Commands commands) {
        this.commands = commands;
    }

    record OfferedMembership(UUID membershipId) {}

    @PostMapping
    ResponseEntity<OfferedMembership> offer(@RequestBody MembershipBody body, Caller caller) {
        OfferMembership command = body.command(caller.id());
        commands.send(command, caller);
        return ResponseEntity.created(URI.create("/api/v1/memberships/" + command.membershipId()))
                .body(new OfferedMembership(command.membershipId()));
    }

    @PatchMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@PathVariable UUID id, @RequestBody MembershipChanges body, Caller caller) {
        commands.send(body.command(id, caller.id()), caller);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable UUID id, Caller caller) {
        commands.send(new WithdrawMembership(id, caller.id()), caller);
    }

    record MembershipBody(
            @Nullable UUID membershipId,
            String title,
            String description,
            Amount monthlyRecurringFee,
            @Nullable Boolean visible,
            @Nullable String coverImageUrl) {

        OfferMembership command(String creatorId) {
            return new OfferMembership(
                    ChosenId.orNew(membershipId),
                    creatorId,
                    title,
                    description,
                    monthlyRecurringFee.paise(),
                    visible == null || visible,
                    coverImageUrl);
        }
    }

    record MembershipChanges(
            @Nullable Change<String> title,
            @Nullable Change<String> description,
            @Nullable Change<Amount> monthlyRecurringFee,
            @Nullable Change<Boolean> visible,
            @Nullable Change<String> coverImageUrl) {

        ChangeMembership command(UUID membershipId, String userId) {
            return new ChangeMembership(
                    membershipId,
                    userId,
                    Change.required("title", title),
                    Change.required("description", description),
                    Amount.paise(Change.required("monthlyRecurringFee", monthlyRecurringFee)),
                    Change.required("visible", visible),
                    coverImageUrl);
        }
    }
}
