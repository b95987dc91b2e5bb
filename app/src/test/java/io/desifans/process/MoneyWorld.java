package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.WebhookEvent;
import io.desifans.billing.command.Customer.CustomerCommand.RegisterCustomer;
import io.desifans.billing.command.MemoryGateway;
import io.desifans.billing.command.PaymentCommand.InitiatePayment;
import io.desifans.billing.command.PayoutRules;
import io.desifans.billing.command.WebhookCommand.ReceiveWebhook;
import io.desifans.command.Command;
import io.desifans.command.MemoryLog;
import io.desifans.command.MemorySide;
import io.desifans.web.Rejected;
import io.desifans.web.TrustedOrigins;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** All that has to do with money, on one log in memory, with a gateway and a clock of its own: it can be set back to a mark. */
final class MoneyWorld {

    static final Instant BEGIN = Instant.parse("2026-01-31T10:00:00Z");
    static final PayoutRules RULES = new PayoutRules(100, Duration.ofDays(7), Duration.ZERO, true, false);

    private static final class WorldClock extends Clock {

        private Instant now = BEGIN;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("UTC only");
        }
    }

    private record Due(Timer kind, String id) {}

    /** A message of the gateway's: its data are told as they are at that time. */
    record Message(String id, String type, ObjectNode data) {}

    /** All that there is at some time. */
    record Mark(
            int events, List<Integer> done, Map<Due, Instant> waiting, Map<String, ObjectNode> gateway, Instant now) {}

    private final WorldClock clock = new WorldClock();
    private final MemorySide side = new MemorySide(clock, RULES);
    private final List<Process> processes;
    private final List<Timer> timers;

    /** How far each process has read; the timers are the last. */
    private final int[] done;

    private Map<Due, Instant> waiting = new HashMap<>();
    private int tellings;
    private final Mark begin;

    final MemoryGateway gateway = new MemoryGateway();
    final MemoryLog log = side.log;

    MoneyWorld() {
        var adapter = gateway.adapter(clock);
        var commands = side.commands;
        var facts = side.facts;
        var subjects = side.subjects();
        var seen = new SeenSubscriptions(commands, facts, adapter.subscriptions(), clock);
        var inbox = new Inbox(commands, facts);
        var known = new KnownPayments(side.claims, facts);
        processes = List.of(
                new CheckoutOpening(
                        commands, facts, adapter.gateway(), new TrustedOrigins("https://example.test", ""), clock),
                new Webhooks(commands, inbox, known),
                new SubscriptionPulls(commands, adapter.subscriptions(), seen, inbox),
                new Grants(commands, facts),
                new Earnings(commands, RULES),
                new MoneyBack(commands, facts, adapter.gateway(), clock),
                new ServiceOrders(commands, facts),
                new Payouts(commands),
                new RenewalChanges(commands, facts, adapter.subscriptions(), seen, clock),
                new RenewalEnds(commands, facts, subjects),
                new Departures(commands, facts, subjects),
                new WebhookErasure(commands, facts, subjects));
        timers = List.of(
                new WebhookRetries(inbox, known, adapter.subscriptions(), seen),
                new PaymentPull(facts, adapter.payments(), "24"),
                new RefundPull(facts, adapter.payments()),
                new SubscriptionPull(facts, side.claims, adapter.subscriptions(), adapter.payments()),
                new SubscriptionEnd(),
                new OrderExpiry("7"));
        done = new int[processes.size() + 1];
        Market.open(log);
        for (String fan : Market.FANS) side.send(new RegisterCustomer(fan), fan);
        drain();
        begin = mark();
    }

    Mark mark() {
        return new Mark(
                log.size(), IntStream.of(done).boxed().toList(), Map.copyOf(waiting), gateway.things(), clock.now);
    }

    void backTo(Mark mark) {
        log.cutTo(mark.events);
        for (int each = 0; each < done.length; each++) done[each] = mark.done.get(each);
        waiting = new HashMap<>(mark.waiting);
        gateway.restore(mark.gateway);
        clock.now = mark.now;
    }

    void backToBegin() {
        backTo(begin);
    }

    Instant now() {
        return clock.now;
    }

    void send(Command command, String userId) {
        side.send(command, userId);
    }

    void sendAsAdmin(Command command) {
        side.sendAsAdmin(command);
    }

    /** Begins a payment. @param months null for anything but a membership */
    void initiate(UUID transactionId, String fan, Market.Item item, @Nullable Integer months, boolean autoRenew) {
        send(new InitiatePayment(transactionId, fan, item.type(), item.entityId(), months, null, autoRenew), fan);
    }

    /** Takes a message in; each time its bytes are others, so that it is looked at again. */
    void tell(Message message) {
        ObjectNode body = message.data.objectNode().put("type", message.type).put("telling", ++tellings);
        body.set("data", message.data);
        String text = body.toString();
        side.commands.sendAsSystem(
                "webhook-intake",
                new ReceiveWebhook(
                        message.id, message.type, clock.now, 0, Market.id(text).toString(), text));
    }

    /** All processes do all that follows. */
    void drain() {
        while (true) {
            @Nullable Exception failure = null;
            int before = IntStream.of(done).sum();
            for (int process = 0; process < done.length; process++)
                try {
                    while (done[process] < log.size()) step(process);
                } catch (Exception e) {
                    failure = e;
                }
            if (IntStream.of(done).allMatch(place -> place == log.size())) return;
            if (IntStream.of(done).sum() == before) throw new IllegalStateException("a process stands still", failure);
        }
    }

    /** Some processes do some of what follows, each at its own pace, and one may do something again. */
    void work(Random random) {
        for (int steps = random.nextInt(40); steps > 0; steps--) {
            int process = random.nextInt(done.length);
            if (random.nextInt(50) == 0) done[process] = Math.max(begin.events, done[process] - random.nextInt(4));
            if (done[process] == log.size()) continue;
            try {
                step(process);
            } catch (Exception e) {
                // it is done again later, and must not fail for good: the end drains all
                continue;
            }
        }
    }

    /** All processes read all again. */
    void readAgain() {
        for (int process = 0; process < processes.size(); process++) done[process] = 0;
        drain();
    }

    private void step(int process) throws Exception {
        TrackedEventMessage<?> message = log.at(done[process]);
        Event event = (Event) message.getPayload();
        if (process == processes.size()) set(event, message.getTimestamp());
        else if (processes.get(process).concerns(event)) processes.get(process).on(event, message);
        done[process]++;
    }

    private void set(Event event, Instant at) {
        for (Timer kind : timers)
            kind.after(event, at).ifPresent(setting -> {
                Due due = new Due(kind, setting.id());
                if (setting.at() == null) waiting.remove(due);
                else waiting.put(due, setting.at());
            });
    }

    /** Lets time pass; what comes due on the way is done in its time. */
    void advanceTo(Instant to) {
        drain();
        while (true) {
            var next = waiting.entrySet().stream()
                    .filter(entry -> !entry.getValue().isAfter(to))
                    .min(Map.Entry.<Due, Instant>comparingByValue()
                            .thenComparing(entry -> entry.getKey().id()))
                    .orElse(null);
            if (next == null) break;
            ring(next.getKey(), next.getValue());
            drain();
        }
        if (to.isAfter(clock.now)) clock.now = to;
    }

    private void ring(Due due, Instant at) {
        if (at.isAfter(clock.now)) clock.now = at;
        waiting.remove(due);
        for (Command command : due.kind.due(due.id, at))
            try {
                side.commands.sendAsSystem("timers", command);
            } catch (Rejected tooLate) {
                continue;
            }
        due.kind.again(due.id, clock.now).ifPresent(again -> waiting.put(due, again));
    }

    /** What waits to be tried again is tried at once, as long as anything comes of it. */
    void settle() {
        drain();
        int before;
        do {
            before = moved();
            List<Due> unmatched = waiting.keySet().stream()
                    .filter(due -> due.kind instanceof WebhookRetries)
                    .sorted(Comparator.comparing(Due::id))
                    .toList();
            for (Due due : unmatched) {
                for (Command command : due.kind.due(due.id, clock.now)) side.commands.sendAsSystem("timers", command);
                drain();
            }
        } while (moved() > before);
    }

    private int moved() {
        return (int)
                log.events().filter(event -> !(event instanceof WebhookEvent)).count();
    }
}
