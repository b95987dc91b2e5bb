package io.desifans.app;

import io.desifans.DerivedId;
import io.desifans.process.Model;
import io.desifans.process.ModelReading;
import io.desifans.process.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A shop whose fans, creator and admin send what a notebook follows, and read what it tells. */
final class ModelRequests {

    private static final String DONE = "done";
    private static final Map<String, String> WHY = Map.of("reason", "as drawn");
    private static final List<String> TYPES = List.of("exclusive_post", "membership", "service");

    private final Gateway gateway;
    private final Api admin;
    private final Api creator;
    private final List<Api> fans;
    private final List<UUID> items;
    private final UUID membersPost;
    private final Map<Integer, Step.Buy> bought = new HashMap<>();
    private final Map<Integer, JsonNode> checkouts = new HashMap<>();
    private final Map<Integer, UUID> payments = new HashMap<>();
    private final Map<Integer, JsonNode> paid = new HashMap<>();
    private final Map<Integer, String> disputes = new HashMap<>();
    private final Map<Integer, UUID> payouts = new HashMap<>();
    private final Map<String, UUID> chosen = new HashMap<>();
    private final Set<Integer> tried = new HashSet<>();
    private final Set<Integer> lostThere = new HashSet<>();
    private final Map<Integer, String> said = new HashMap<>();
    private int requested;

    ModelRequests(EndToEndTest test, String username) {
        this.gateway = test.gateway();
        this.admin = test.admin();
        this.creator = test.anonymous().signUp("Asha Rao").onboarded(username);
        this.fans = List.of(test.anonymous().signUp("Ravi"), test.anonymous().signUp("Noor"));
        UUID tier = made(
                "/api/v1/memberships",
                Map.of("title", "All", "description", "All of it", "monthlyRecurringFee", 19_900),
                "membershipId");
        List<Map<String, String>> media = List.of(Map.of(
                "mediaType", "image", "url", Shop.IMAGE, "blurThumbnailUrl", "https://media.example.test/blurred.jpg"));
        UUID post = made("/api/v1/posts", Map.of("postType", "exclusive", "price", 4_905, "media", media), "postId");
        this.membersPost = made(
                "/api/v1/posts",
                Map.of("postType", "subscription", "membershipIds", List.of(tier), "media", media),
                "postId");
        Map<String, Object> service = Map.of(
                "name",
                "Chat",
                "description",
                "Half an hour",
                "price",
                25_000,
                "serviceType",
                "chat",
                "durationMinutes",
                30);
        this.items = List.of(post, tier, made("/api/v1/services", service, "serviceId"));
        creator.put("/api/v1/creators/me/bank-details", Shop.BANK).expect(204);
        admin.post("/api/v1/admin/creators/" + creator.userId() + "/bank-details/verify", WHY)
                .expect(204);
    }

    private UUID made(String path, Map<String, ?> body, String id) {
        return UUID.fromString(
                creator.post(path, body).expect(201).json().get(id).asString());
    }

    /** Draws what happens next. */
    Step next(Random random, Model model) {
        int number = bought.isEmpty() ? 0 : random.nextInt(bought.size());
        int some = bought.isEmpty() ? 0 : random.nextInt(13);
        return switch (some) {
            case 1, 2, 3 -> pay(random, number);
            case 4 -> refund(random, number);
            case 5, 6 -> dispute(random, number, model);
            case 7 -> new Step.Decide(number, random.nextBoolean());
            case 8 -> new Step.RequestOne(0, requested++);
            case 9 ->
                new Step.MovePayout(
                        Math.max(0, requested - 1 - random.nextInt(2)),
                        Step.Move.values()[random.nextInt(Step.Move.values().length)]);
            case 10 -> new Step.Correct(0, random.nextBoolean() ? 500 : -700);
            case 11 -> new Step.Order(number, random.nextBoolean());
            case 12 -> new Step.GiveUp(number);
            default -> buy(random);
        };
    }

    private Step buy(Random random) {
        Step.Buy buy =
                new Step.Buy(bought.size(), random.nextInt(2), random.nextInt(3), random.nextBoolean() ? 1 : 3, false);
        bought.put(buy.number(), buy);
        return buy;
    }

    /** Each page is paid once, mostly the newest. */
    private Step pay(Random random, int number) {
        int newest = bought.size() - 1;
        int which = tried.contains(newest) ? number : newest;
        if (!checkouts.containsKey(which) || !tried.add(which)) return buy(random);
        return new Step.Pay(which, 0, random.nextInt(5) == 0 ? "failed" : "succeeded", 0, "INR");
    }

    /** Of what the gateway holds for lost it gives nothing back, whatever an admin knows better. */
    private Step refund(Random random, int number) {
        long part = List.of(0L, 905L, 14L).get(random.nextInt(3));
        return lostThere.contains(number) ? buy(random) : new Step.Refund(number, part);
    }

    private Step dispute(Random random, int number, Model model) {
        String before = said.getOrDefault(number, "");
        List<String> next = before.isEmpty()
                ? List.of("opened")
                : before.matches("opened|expired")
                        ? List.of("won", "lost", before.equals("opened") ? "expired" : "won")
                        : List.of();
        if (next.isEmpty() || !paid.containsKey(number) || !ModelReading.isTaken(model, number)) return buy(random);
        String outcome = next.get(random.nextInt(next.size()));
        said.put(number, outcome);
        if (outcome.equals("expired")) lostThere.add(number);
        if (outcome.equals("won")) lostThere.remove(number);
        return new Step.Dispute(number, outcome);
    }

    /** What is answered, by its code. */
    String send(Step step) {
        return switch (step) {
            case Step.Buy s -> bought(s);
            case Step.Pay s -> {
                JsonNode answer = gateway.pay(
                        checkouts.get(s.number()), s.status().equals("failed") ? Gateway.DECLINED : Gateway.CARD);
                if (s.status().equals("succeeded")) paid.put(s.number(), answer);
                yield DONE;
            }
            case Step.Refund s -> code(admin.post(of(s.number()) + "/refunds", refund(s)), 200);
            case Step.Dispute s -> {
                if (s.outcome().equals("opened")) disputes.put(s.number(), gateway.dispute(paid.get(s.number())));
                else gateway.decide(disputes.get(s.number()), s.outcome());
                yield DONE;
            }
            case Step.Decide s -> {
                if (s.won()) said.replace(s.number(), "expired", "won");
                else said.replace(s.number(), "expired", "lost");
                yield code(
                        admin.post(
                                of(s.number()) + "/dispute-outcome",
                                Map.of("outcome", s.won() ? "won" : "lost", "reason", "as drawn")),
                        204);
            }
            case Step.RequestOne s -> requested(s);
            case Step.MovePayout s -> moved(s);
            case Step.Correct s ->
                code(
                        admin.post(
                                "/api/v1/admin/creators/" + creator.userId() + "/balance-corrections",
                                Map.of(
                                        "correctionId",
                                        chosen("correction " + s.paise()),
                                        "amount",
                                        s.paise(),
                                        "reason",
                                        "as drawn")),
                        200);
            case Step.Order s -> {
                UUID order = DerivedId.of("serviceOrder", payment(s.number()).toString());
                yield code(
                        creator.post("/api/v1/service-orders/" + order + (s.activate() ? "/activate" : "/cancel"), WHY),
                        204);
            }
            case Step.GiveUp s -> {
                Step.Buy buy = bought.get(s.number());
                yield code(
                        fans.get(buy.fan()).post("/api/v1/payments/" + payment(s.number()) + "/cancel", Map.of()), 204);
            }
            default -> throw new IllegalArgumentException("not sent here: " + step);
        };
    }

    private static String code(Api.Answer answer, int expected) {
        if (answer.status() == expected) return DONE;
        return answer.status() + " " + answer.json().path("code").asString();
    }

    private String bought(Step.Buy buy) {
        Map<String, Object> wish = new HashMap<>(Map.of(
                "transactionId",
                payment(buy.number()),
                "type",
                TYPES.get(buy.item()),
                "entityId",
                items.get(buy.item())));
        if (buy.item() == 1) wish.put("duration", buy.months());
        Api.Answer answer = fans.get(buy.fan()).post("/api/v1/payments/checkout", wish);
        for (int again = 0; again < 10 && answer.status() == 503; again++)
            answer = fans.get(buy.fan()).post("/api/v1/payments/checkout", wish);
        if (answer.status() == 201) checkouts.put(buy.number(), answer.json());
        return code(answer, 201);
    }

    private Map<String, Object> refund(Step.Refund step) {
        Map<String, Object> body = new HashMap<>(WHY);
        body.put("refundId", chosen("refund " + step.number() + " " + step.part()));
        if (step.part() > 0) body.put("amount", step.part());
        return body;
    }

    private String requested(Step.RequestOne step) {
        Api.Answer answer = creator.post("/api/v1/payouts", Map.of());
        if (answer.status() == 201)
            payouts.put(
                    step.payout(), UUID.fromString(answer.json().get("payoutId").asString()));
        return code(answer, 201);
    }

    private String moved(Step.MovePayout step) {
        String path = "/api/v1/admin/payouts/" + payouts.getOrDefault(step.payout(), chosen("no payout"));
        return code(
                switch (step.move()) {
                    case START -> admin.post(path + "/process", WHY);
                    case COMPLETE ->
                        admin.post(path + "/complete", Map.of("bankReference", "UTR-1", "reason", "as drawn"));
                    case FAIL -> admin.post(path + "/fail", WHY);
                    case REVERSE -> admin.post(path + "/reverse", WHY);
                },
                204);
    }

    private String of(int number) {
        return "/api/v1/admin/payments/" + payment(number);
    }

    private UUID payment(int number) {
        return payments.computeIfAbsent(number, id -> UUID.randomUUID());
    }

    private UUID chosen(String name) {
        return chosen.computeIfAbsent(name, id -> UUID.randomUUID());
    }

    /** What buyers and the creator read. */
    List<String> read() {
        List<String> lines = new ArrayList<>();
        bought.forEach((number, buy) -> {
            Api.Answer answer = fans.get(buy.fan()).get("/api/v1/payments/transactions/" + payment(number));
            if (answer.status() == 404) return;
            JsonNode payment = answer.expect(200).json();
            lines.add(number + " " + payment.get("status").asString() + " "
                    + payment.path("refundedAmount").asLong(0));
        });
        for (Api fan : fans)
            for (UUID post : List.of(items.getFirst(), membersPost)) lines.add("open " + opens(fan, post));
        JsonNode balance = creator.get("/api/v1/payouts/balance").expect(200).json();
        List<Long> sums = new ArrayList<>();
        for (String sum : List.of("available", "held", "inPayout", "paid", "debt", "credit"))
            sums.add(balance.get(sum + "Paise").asLong());
        lines.add(sums.toString());
        return lines;
    }

    private static boolean opens(Api fan, UUID post) {
        return fan.get("/api/v1/posts/" + post).expect(200).response().body().contains(Shop.IMAGE);
    }

    /** The same as the notebook tells it. */
    List<String> expected(Model model) {
        List<String> lines = new ArrayList<>();
        bought.keySet().forEach(number -> {
            if (ModelReading.payment(model, number) != null)
                lines.add(number + " " + ModelReading.payment(model, number));
        });
        for (int fan = 0; fan < fans.size(); fan++)
            for (int item = 0; item < 2; item++) lines.add("open " + ModelReading.isOpen(model, fan, item));
        lines.add(ModelReading.balance(model).toString());
        return lines;
    }
}
