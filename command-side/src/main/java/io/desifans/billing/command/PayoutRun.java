package io.desifans.billing.command;

import io.desifans.DerivedId;
import io.desifans.billing.BalanceEvent.EarningCredited;
import io.desifans.billing.PayoutOrigin;
import io.desifans.billing.command.BalanceCommand.RequestPayout;
import io.desifans.command.Commands;
import io.desifans.eventstore.EventSubjects;
import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Pays out to every creator who has earned anything, one command each. The ids of its payouts follow from the run's, so that
 * a run that was cut off is simply repeated.
 */
@Component
final class PayoutRun {

    private final Commands commands;
    private final PayoutScheduling scheduling;
    private final EventSubjects subjects;

    PayoutRun(Commands commands, PayoutScheduling scheduling, EventSubjects subjects) {
        this.commands = commands;
        this.scheduling = scheduling;
        this.subjects = subjects;
    }

    /**
     * What was asked for.
     *
     * @param creatorId the only one to be paid out; null for all
     * @param thresholdPaise less is not paid out
     * @param override whether less is, too
     */
    record Order(
            UUID runId,
            Instant cutOff,
            @Nullable String creatorId,
            long thresholdPaise,
            boolean override,
            String reason) {

        RequestPayout request(String creator, UUID payoutId) {
            return new RequestPayout(creator, payoutId, PayoutOrigin.ADMIN, cutOff, thresholdPaise, override);
        }
    }

    /** @param payoutIds more than one only where a sum would be over what a row can hold */
    record Created(String creatorId, List<UUID> payoutIds, long netAmount) {}

    /** @param code as the creator's own request would be refused */
    record Skipped(String creatorId, String code, String reason) {}

    record Report(UUID runId, Instant asOf, List<Created> created, List<Skipped> skipped) {}

    Report carryOut(Order order, Caller admin) {
        List<Created> created = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (String creatorId : creators(order)) {
            UUID payoutId = DerivedId.of("payout", order.runId().toString(), creatorId);
            try {
                commands.send(order.request(creatorId, payoutId), admin, order.reason());
                created.add(scheduling.schedule(creatorId, payoutId));
            } catch (Rejected refused) {
                skipped.add(new Skipped(creatorId, refused.code(), String.valueOf(refused.getMessage())));
            } catch (ConcurrencyException e) {
                skipped.add(new Skipped(creatorId, "CHANGED_MEANWHILE", "Others keep changing it; repeat the run."));
            }
        }
        return new Report(order.runId(), order.cutOff(), created, skipped);
    }

    private List<String> creators(Order order) {
        return order.creatorId() == null ? subjects.of(EarningCredited.class) : List.of(order.creatorId());
    }
}
