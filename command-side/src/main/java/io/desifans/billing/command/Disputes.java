package io.desifans.billing.command;

import io.desifans.billing.DisputeEvent;
import io.desifans.billing.DisputeEvent.DisputeLost;
import io.desifans.billing.DisputeEvent.DisputeOpened;
import io.desifans.billing.DisputeEvent.DisputeUpdated;
import io.desifans.billing.DisputeEvent.DisputeWon;
import io.desifans.billing.DisputeOutcome;
import io.desifans.command.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was heard of disputes about a payment, in the order in which each was heard of first. */
public record Disputes(List<Heard> heard) {

    static final Disputes NONE = new Disputes(List.of());

    /** @param opened null where the first that was heard of it is that it was won */
    record Heard(
            UUID disputeId,
            DisputeOutcome outcome,
            @Nullable DisputeOpened opened) {

        /** Whether the payment is not the creator's for now, or for good. */
        boolean stands() {
            return !outcome.isWon();
        }

        private boolean isNews(DisputeOutcome told) {
            if (outcome == DisputeOutcome.EXPIRED) return told.isFinal();
            return told != outcome && told != DisputeOutcome.OPENED;
        }
    }

    public static Disputes of(Facts facts, UUID transactionId) {
        return facts.fold(
                transactionId,
                NONE,
                (disputes, event) -> event instanceof DisputeEvent e ? disputes.after(e) : disputes);
    }

    /** Whether the payment is asked back now, or is lost. */
    public boolean anyStands() {
        return heard.stream().anyMatch(Heard::stands);
    }

    boolean anyIsOpen() {
        return heard.stream().anyMatch(each -> each.stands() && !each.outcome.isLost());
    }

    Optional<Heard> expired() {
        return heard.stream()
                .filter(each -> each.outcome == DisputeOutcome.EXPIRED)
                .findFirst();
    }

    Optional<Heard> of(UUID disputeId) {
        return heard.stream().filter(each -> each.disputeId.equals(disputeId)).findFirst();
    }

    /**
     * What follows from what is heard of one, in whatever order it comes: what was decided stays decided, but for what only
     * expired. While one stands, a further one is about nothing until that is won.
     */
    List<DisputeEvent> after(Disputing told) {
        Optional<Heard> before = of(told.disputeId());
        if (before.filter(dispute -> dispute.outcome.isFinal()).isPresent()) return List.of();
        if (told.outcome().isWon()) return won(told, before);
        if (before.isEmpty()) return begun(told);
        Heard dispute = before.get();
        if (!dispute.isNews(told.outcome())) return List.of();
        boolean lost = told.outcome().isLost() && !dispute.outcome.isLost();
        return List.of(lost ? told.lost(isAboutTheRest(dispute)) : told.updated());
    }

    private List<DisputeEvent> won(Disputing told, Optional<Heard> before) {
        List<DisputeEvent> events = new ArrayList<>();
        events.add(told.won(before.filter(Disputes::isAboutTheRest).isPresent()));
        boolean begunAnew = false;
        for (Heard other : heard) {
            if (other.disputeId.equals(told.disputeId()) || !other.stands() || other.opened == null) continue;
            Disputing again = told.of(other.disputeId, other.outcome);
            events.add(again.opened(other.opened.gatewayDisputeId(), other.opened.gatewayAmount(), !begunAnew));
            if (other.outcome.isLost()) events.add(again.lost(!begunAnew));
            else if (other.outcome != DisputeOutcome.OPENED) events.add(again.updated());
            begunAnew = true;
        }
        return events;
    }

    private List<DisputeEvent> begun(Disputing told) {
        List<DisputeEvent> events = new ArrayList<>();
        boolean rest = !anyStands();
        events.add(told.opened(rest));
        if (told.outcome().isLost()) events.add(told.lost(rest));
        else if (told.outcome() != DisputeOutcome.OPENED) events.add(told.updated());
        return events;
    }

    private static boolean isAboutTheRest(Heard dispute) {
        return dispute.opened != null && dispute.opened.amountPaise() > 0;
    }

    Disputes after(DisputeEvent event) {
        return switch (event) {
            case DisputeOpened e -> with(new Heard(e.disputeId(), DisputeOutcome.OPENED, e));
            case DisputeUpdated e -> with(new Heard(e.disputeId(), e.outcome(), opened(e)));
            case DisputeWon e -> with(new Heard(e.disputeId(), e.outcome(), opened(e)));
            case DisputeLost e -> with(new Heard(e.disputeId(), e.outcome(), opened(e)));
        };
    }

    private @Nullable DisputeOpened opened(DisputeEvent event) {
        return of(event.disputeId()).map(Heard::opened).orElse(null);
    }

    private Disputes with(Heard dispute) {
        List<Heard> more = new ArrayList<>(heard);
        more.removeIf(each -> each.disputeId.equals(dispute.disputeId));
        more.add(dispute);
        return new Disputes(more);
    }
}
