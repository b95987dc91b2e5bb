package io.desifans.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * What a sign-in costs beside the hash of its password: over HTTP, with the session stored and readable, less the bare hash
 * on the same machine at the same moment. The two are taken by turns, because either alone swings by more than the
 * difference.
 */
final class SignIn {

    private static final String PASSWORD = "correct horse battery";
    private static final byte[] SALT = "0".repeat(32).getBytes(StandardCharsets.UTF_8);
    private static final int USERS = 10;
    private static final int WARM_UP = 500;
    private static final int AT_ONCE = 4;
    private static final int PAIRS = 25;
    private static final double GOAL_MILLIS = 5;

    private final AppUnderTest app;
    private int names;

    SignIn(AppUnderTest app) {
        this.app = app;
    }

    List<Result> measure(int rounds) {
        String token = "";
        for (int user = 0; user < USERS; user++)
            token = app.post("/api/auth/sign-up/email", "{\"name\":\"Asha\"," + credentials(user) + "}");
        app.signedInBy(token);
        warmUp();
        return List.of(
                whole(rounds),
                part("a command and its commit over HTTP (update-user), p50", rounds, this::rename),
                part("finding a session over HTTP (get-session), p50", rounds, this::session));
    }

    /** So that all that a sign-in needs beside the hash is compiled, which only many requests bring about. */
    private void warmUp() {
        for (int i = 0; i < 1_500; i++) {
            session();
            rename();
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int i = 0; i < WARM_UP; i++) {
                int user = i % USERS;
                threads.execute(() -> signIn(user));
            }
        }
        pairs(PAIRS);
    }

    private void signIn(int user) {
        app.post("/api/auth/sign-in/email", "{" + credentials(user) + "}");
    }

    private void session() {
        app.request("GET", "/api/auth/get-session", "");
    }

    private void rename() {
        app.request("POST", "/api/auth/update-user", "{\"name\":\"Asha " + names++ + "\"}");
    }

    private static Result part(String what, int rounds, Runnable request) {
        List<Double> medians = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            List<Double> times = new ArrayList<>();
            for (int i = 0; i < 100; i++) times.add(millis(request));
            medians.add(Figures.median(times));
        }
        return new Result("sign-in", what, "ms", 0, new Figures(medians), null, null, null, null, "");
    }

    private Result whole(int rounds) {
        List<Double> signIns = new ArrayList<>();
        List<Double> hashes = new ArrayList<>();
        List<Double> differences = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            List<double[]> pairs = pairs(PAIRS);
            signIns.add(Figures.median(pairs.stream().map(pair -> pair[0]).toList()));
            hashes.add(Figures.median(pairs.stream().map(pair -> pair[1]).toList()));
            differences.add(
                    Figures.median(pairs.stream().map(pair -> pair[0] - pair[1]).toList()));
        }
        return new Result(
                "sign-in",
                "all of a sign-in over HTTP but the password hash, p50",
                "ms",
                0,
                new Figures(signIns),
                new Figures(hashes),
                Figures.median(differences),
                GOAL_MILLIS,
                2 * GOAL_MILLIS,
                "ours: the whole request; reference: the bare scrypt hash; judged: the median of their paired differences, "
                        + differences.stream().map("%.1f"::formatted).toList() + " in the rounds");
    }

    private List<double[]> pairs(int number) {
        List<double[]> pairs = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            int user = i % USERS;
            double signIn = millis(() -> signIn(user));
            double hash = millis(SignIn::hash);
            pairs.add(new double[] {signIn, hash});
        }
        return pairs;
    }

    private static String credentials(int user) {
        return "\"email\":\"asha" + user + "@example.test\",\"password\":\"" + PASSWORD + "\"";
    }

    /** With the cost that the server uses. */
    private static void hash() {
        byte[] key = SCrypt.generate(PASSWORD.getBytes(StandardCharsets.UTF_8), SALT, 16_384, 16, 1, 64);
        if (key.length != 64) throw new IllegalStateException();
    }

    static double millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }
}
