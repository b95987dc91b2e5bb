package io.desifans.billing.command;

import io.desifans.billing.PayoutOrigin;
import io.desifans.billing.PayoutSchedule;
import io.desifans.billing.command.BalanceCommand.ChoosePayoutSchedule;
import io.desifans.billing.command.BalanceCommand.RequestPayout;
import io.desifans.billing.command.PayoutCommand.CompletePayout;
import io.desifans.billing.command.PayoutCommand.FailPayout;
import io.desifans.billing.command.PayoutCommand.ReversePayout;
import io.desifans.billing.command.PayoutCommand.StartPayout;
import io.desifans.billing.command.PayoutRun.Created;
import io.desifans.command.ChosenId;
import io.desifans.command.Commands;
import io.desifans.command.Shape;
import io.desifans.web.Caller;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Payouts, as creators ask for them and admins see them through. */
@RestController
@RequestMapping("/api/v1")
class PayoutEndpoints {

    private final Commands commands;
    private final PayoutScheduling scheduling;
    private final PayoutRun run;
    private final PayoutRules rules;
    private final Clock clock;

    PayoutEndpoints(Commands commands, PayoutScheduling scheduling, PayoutRun run, PayoutRules rules, Clock clock) {
        this.commands = commands;
        this.scheduling = scheduling;
        this.run = run;
        this.rules = rules;
        this.clock = clock;
    }

    /** @param payoutIds more than one only where a sum would be over what a row can hold; the first is {@code payoutId} */
    record Requested(UUID payoutId, List<UUID> payoutIds) {}

    @PostMapping("/payouts")
    ResponseEntity<Requested> request(Caller caller) {
        caller.requireThemselves();
        UUID payoutId = ChosenId.orNew(null);
        commands.send(
                new RequestPayout(caller.id(), payoutId, PayoutOrigin.CREATOR, clock.instant(), rules.thresholdPaise()),
                caller);
        Created created = scheduling.schedule(caller.id(), payoutId);
        return ResponseEntity.created(URI.create("/api/v1/payouts/" + payoutId))
                .body(new Requested(payoutId, created.payoutIds()));
    }

    record ScheduleBody(PayoutSchedule schedule) {}

    @PutMapping("/creators/me/payout-schedule")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void chooseSchedule(@RequestBody ScheduleBody body, Caller caller) {
        caller.requireThemselves();
        commands.send(new ChoosePayoutSchedule(caller.id(), body.schedule()), caller);
    }

    /**
     * @param asOf what is available by then, at the latest now; absent for now
     * @param creatorId the only one to be paid out; absent for all
     * @param overrideThreshold whether less than the threshold is paid out too
     */
    record RunBody(
            UUID runId,
            @Nullable Instant asOf,
            @Nullable String creatorId,
            @Nullable Boolean overrideThreshold,
            String reason) {

        PayoutRun.Order order(Instant now, PayoutRules rules) {
            ChosenId.check("runId", runId);
            Shape.text("reason", reason, 1, 500);
            Shape.require("asOf", asOf == null || !asOf.isAfter(now), "asOf must not be in the future.");
            return new PayoutRun.Order(
                    runId,
                    asOf == null ? now : asOf,
                    creatorId,
                    rules.thresholdPaise(),
                    Boolean.TRUE.equals(overrideThreshold),
                    reason);
        }
    }

    @PostMapping("/admin/payout-runs")
    PayoutRun.Report run(@RequestBody RunBody body, Caller caller) {
        return run.carryOut(body.order(clock.instant(), rules), caller);
    }

    record Start(String reason) {}

    @PostMapping("/admin/payouts/{payoutId}/process")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void process(@PathVariable UUID payoutId, @RequestBody Start body, Caller caller) {
        Shape.text("reason", body.reason(), 1, 500);
        commands.send(new StartPayout(payoutId, clock.instant()), caller, body.reason());
    }

    record Completion(String bankReference, String reason) {}

    @PostMapping("/admin/payouts/{payoutId}/complete")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void complete(@PathVariable UUID payoutId, @RequestBody Completion body, Caller caller) {
        Shape.text("reason", body.reason(), 1, 500);
        commands.send(new CompletePayout(payoutId, body.bankReference()), caller, body.reason());
    }

    record Failure(String reason) {}

    @PostMapping("/admin/payouts/{payoutId}/fail")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void fail(@PathVariable UUID payoutId, @RequestBody Failure body, Caller caller) {
        commands.send(new FailPayout(payoutId, body.reason()), caller, body.reason());
    }

    /** @param reversedAt when the bank did it, at the latest now; absent for now */
    record Reversal(@Nullable Instant reversedAt, String reason) {}

    @PostMapping("/admin/payouts/{payoutId}/reverse")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reverse(@PathVariable UUID payoutId, @RequestBody Reversal body, Caller caller) {
        Instant now = clock.instant();
        Instant at = body.reversedAt() == null ? now : body.reversedAt();
        Shape.require("reversedAt", !at.isAfter(now), "reversedAt must not be in the future.");
        commands.send(new ReversePayout(payoutId, at, body.reason()), caller, body.reason());
    }
}
