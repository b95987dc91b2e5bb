package io.desifans.app;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A small platform: three creators with something to sell, fans who follow, like, pay and book, a payout. It is made over
 * HTTP as any client would make it, always the same. Every step may be repeated, so a seeding that was cut off is completed
 * by the next start.
 */
final class DemoData {

    static final String ADMIN = "admin@demo.desifans.test";
    static final String AUDITOR = "auditor@demo.desifans.test";
    static final String CREATOR = "asha@demo.desifans.test";
    static final String FAN = "vikram@demo.desifans.test";

    private static final Map<String, Object> REASON = Map.of("reason", "demo");

    private final String base;
    private final String pictures;

    /** @param pictures where they lie */
    DemoData(int port, String pictures) {
        this.base = "http://localhost:" + port;
        this.pictures = pictures;
    }

    /** The password of a demo log-in. */
    static String password(String email) {
        return "demo-" + email.substring(0, email.indexOf('@'));
    }

    void seed() {
        DemoClient admin = DemoClient.signedIn(base, ADMIN);
        int payouts = admin.read("/api/v1/admin/payouts?status=completed")
                .get("items")
                .size();
        if (payouts > DemoGrowth.PAID_OUT) return;
        System.out.println("Making the demo's people, posts, orders and payments ...");
        DemoClient auditor = DemoClient.known(base, AUDITOR, "Demo auditor");
        admin.write(
                "POST",
                "/api/auth/admin/set-role",
                Map.of("userId", auditor.userId(), "role", List.of("user", "auditor")));

        DemoShop asha = shop(1, creator("asha", "Asha Rao", "female", "Art", "Travel"));
        asha.offer("Inner circle", "Every sketch before anyone else.", 19900);
        asha.post("Sketches from Hampi", "hampi");
        asha.sell("Sunrise over the ghats", "ghats", 4900);
        asha.service("Portfolio review", "I look at ten of your pictures.", 25000, "chat");
        DemoShop kabir = shop(2, creator("kabir", "Kabir Singh", "male", "Fitness", "Health"));
        kabir.offer("Training plan", "A new plan each week.", 49900);
        kabir.post("Week one: find your pace", "pace");
        kabir.service("Form check", "Twenty minutes on video.", 150000, "video_call");
        DemoShop zoya = shop(3, creator("zoya", "Zoya Khan", "female", "Music"));
        zoya.offer("Backstage", "Demos and rehearsals.", 9900);
        zoya.sell("Rain song, first take", "rain", 9900);
        zoya.service("Birthday song", "Your name in a song.", 50000, "shoutout");

        DemoClient vikram = DemoClient.known(base, FAN, "Vikram Mehta");
        DemoClient meera = fan("meera", "Meera Iyer");
        DemoClient ravi = fan("ravi", "Ravi Kumar");
        for (DemoClient fan : List.of(vikram, meera, ravi)) {
            asha.followedBy(fan);
            zoya.followedBy(fan);
        }
        kabir.followedBy(ravi);
        asha.subscribedBy(vikram);
        kabir.subscribedBy(ravi);
        asha.boughtBy(meera, "What light! When was this?", "Five in the morning.");
        zoya.boughtBy(vikram, "On repeat all day.", "Thank you!");
        asha.bookedBy(meera, "Here are my ten.", "The third one is strong. Crop the fifth.");
        payOut(asha.creator(), admin);
        new DemoGrowth(this).grow(admin);
    }

    DemoShop shop(int number, DemoClient creator) {
        return new DemoShop(number, creator, pictures);
    }

    DemoClient fan(String name, String fullName) {
        return DemoClient.known(base, name + "@demo.desifans.test", fullName);
    }

    DemoClient creator(String username, String fullName, String gender, String... categories) {
        DemoClient creator = fan(username, fullName);
        creator.onboard(List.of(
                Map.of("country", "IN"),
                Map.of("creatorType", "human"),
                Map.of("contentType", "general"),
                Map.of("username", username),
                Map.of("displayName", fullName.substring(0, fullName.indexOf(' '))),
                Map.of("gender", gender),
                Map.of("dateOfBirth", "1998-04-01"),
                Map.of("categories", List.of(categories))));
        return creator;
    }

    /** From the bank details to the bank's reference, or what is left of it. */
    static void payOut(DemoClient creator, DemoClient admin) {
        JsonNode before = creator.read("/api/v1/payouts").get("items");
        JsonNode payout = before.isEmpty() ? asked(creator, admin) : before.get(0);
        String path = "/api/v1/admin/payouts/" + payout.get("id").asString();
        String status = payout.get("status").asString();
        if (status.equals("pending")) admin.write("POST", path + "/process", REASON);
        if (!status.equals("completed"))
            admin.write("POST", path + "/complete", Map.of("bankReference", "DEMO-UTR-1", "reason", "demo"));
    }

    private static JsonNode asked(DemoClient creator, DemoClient admin) {
        creator.write(
                "PUT",
                "/api/v1/creators/me/bank-details",
                Map.of(
                        "pan", "ABCDE1234F",
                        "accountNumber", "000123456789",
                        "ifscCode", "DEMO0000001",
                        "bankName", "Demo Bank",
                        "accountHolderName", creator.name(),
                        "branchName", "Bengaluru",
                        "accountType", "savings"));
        admin.write("POST", "/api/v1/admin/creators/" + creator.userId() + "/bank-details/verify", REASON);
        creator.readUntil(
                "/api/v1/payouts/balance",
                balance -> balance.get("availablePaise").asLong() > 0);
        creator.write("POST", "/api/v1/payouts", Map.of());
        return creator.readUntil(
                        "/api/v1/payouts", payouts -> !payouts.get("items").isEmpty())
                .at("/items/0");
    }
}
