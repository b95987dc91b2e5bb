package io.desifans.process;

import io.desifans.billing.PaymentEvent.PaymentAnomalyRecorded;
import io.desifans.billing.PaymentType;
import io.desifans.billing.command.MemoryGateway;
import io.desifans.process.MoneyWorld.Message;
import io.desifans.web.Rejected;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Steps over months in one world, with what was answered to each; what arrives does so in an order of its own. */
final class Life {

    /** A payment that was begun. @param amount in paise */
    record Begun(String fan, Market.Item item, boolean renews, long amount) {}

    private static final Map<Integer, Integer> PERCENT = Map.of(1, 100, 3, 90, 6, 85, 12, 80);

    final MoneyWorld world;
    private final @Nullable Random disorder;
    private final Map<Integer, Begun> begun = new HashMap<>();
    private final Map<Integer, Integer> charges = new HashMap<>();
    private final Map<String, String> disputes = new HashMap<>();
    private final Set<String> gone = new HashSet<>();
    private final List<String> answers = new ArrayList<>();
    private List<Message> told = new ArrayList<>();
    private final List<Message> old = new ArrayList<>();
    private final Books books = new Books();
    private int entered;

    /** @param disorder in which messages arrive, again and again, while all that follows is done in parts; null for none */
    private Life(MoneyWorld world, @Nullable Random disorder) {
        this.world = world;
        this.disorder = disorder;
    }

    /** How all stands in the end. @throws AssertionError if the money is not in order at any time */
    static String end(MoneyWorld world, List<? extends Step> steps, @Nullable Random disorder) {
        world.backToBegin();
        Life life = new Life(world, disorder);
        for (Step step : steps) life.live(step);
        life.arrive();
        String end = life.standing();
        int events = world.log.size();
        world.readAgain();
        world.log
                .events()
                .skip(events)
                .filter(event -> !(event instanceof PaymentAnomalyRecorded))
                .forEach(event -> {
                    throw new AssertionError("what was read again came to " + event);
                });
        return life.answers + "\n" + end;
    }

    /** One whose messages arrive when it is told so. */
    static Life begin(MoneyWorld world) {
        world.backToBegin();
        return new Life(world, null);
    }

    /** The answer to the step. */
    String live(Step step) {
        String answer = "done";
        try {
            step.in(this);
        } catch (Rejected refused) {
            answer = refused.status() + " " + refused.code();
        }
        answers.add(answer);
        if (disorder != null) world.work(disorder);
        world.drain();
        check();
        return answer;
    }

    Books books() {
        check();
        return books;
    }

    private void check() {
        for (; entered < world.log.size(); entered++)
            books.enter(world.log.eventAt(entered), world.log.at(entered).getTimestamp());
        List<String> broken = BookRules.broken(books);
        if (!broken.isEmpty()) throw new AssertionError(broken.toString());
    }

    private String standing() {
        world.settle();
        check();
        List<String> broken = BookRules.brokenInTheEnd(books);
        if (!broken.isEmpty()) throw new AssertionError(broken.toString());
        return Standing.of(books, false);
    }

    void begun(int number, int fan, Market.Item item, int months, boolean renews) {
        long amount = item.type() == PaymentType.MEMBERSHIP
                ? (item.pricePaise() * months * PERCENT.get(months) + 50) / 100
                : item.pricePaise();
        begun.put(number, new Begun(Market.FANS.get(fan), item, renews, amount));
    }

    @Nullable
    Begun begun(int number) {
        return begun.get(number);
    }

    int charges(int number) {
        return charges.merge(number, 1, Integer::sum);
    }

    boolean leaves(String userId) {
        return gone.add(userId);
    }

    /** The gateway's payment that counts; null if there is none. */
    @Nullable
    String wonBy(UUID transactionId) {
        check();
        Books.Paid paid = books.payments.get(transactionId);
        return paid == null ? null : paid.gatewayId;
    }

    /** A dispute goes its way once. */
    boolean mayBecome(String disputeId, String outcome) {
        String before = disputes.getOrDefault(disputeId, "");
        boolean may = switch (outcome) {
            case "opened" -> before.isEmpty();
            case "challenged" -> before.equals("opened");
            case "expired" -> before.matches("opened|challenged");
            default -> before.matches("opened|challenged|expired");
        };
        if (may) disputes.put(disputeId, outcome);
        return may;
    }

    void heard(String id, String type, ObjectNode data) {
        told.add(new Message("msg_" + id, type, data.deepCopy()));
    }

    void heardOfSubscription(UUID agreed, String type) {
        ObjectNode data =
                JsonMapper.shared().createObjectNode().put("subscription_id", MemoryGateway.subscriptionOf(agreed));
        told.add(new Message("msg_" + type + agreed + told.size() + old.size(), "subscription." + type, data));
    }

    /** All that was told arrives: in its order and once, or in disorder, with what had arrived before. */
    void arrive() {
        List<Message> arriving = new ArrayList<>(told);
        if (disorder != null) {
            for (Message message : told) if (disorder.nextBoolean()) arriving.add(message);
            for (Message message : old) if (disorder.nextInt(20) == 0) arriving.add(message);
            Collections.shuffle(arriving, disorder);
        }
        old.addAll(told);
        told = new ArrayList<>();
        for (Message message : arriving) {
            world.tell(message);
            if (disorder == null) world.drain();
            else world.work(disorder);
            check();
        }
        world.settle();
        check();
    }
}
