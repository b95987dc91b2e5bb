package io.desifans.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * What a sign-in costs beside the hash of its password: over HTTP, with the session stored and readable, less the time that
 * the application's own timer gives for the hash of this very request. Some bare hashes in this process, before each round,
 * are the reference of what a hash costs on this machine.
 */
final class SignIn {

    private static final String PASSWORD = "correct horse battery";
    private static final byte[] SALT = "0".repeat(32).getBytes(StandardCharsets.UTF_8);
    private static final int USERS = 10;
    private static final int WARM_UP = 3_000;
    private static final int AT_ONCE = 4;
    private static final int SIGN_INS = 40;
    private static final int BARE_HASHES = 5;
    private static final double GOAL_MILLIS = 5;

    private final AppUnderTest app;
    private String token = "";
    private int names;

    SignIn(AppUnderTest app) {
        this.app = app;
    }

    List<Result> measure(int rounds) {
        for (int user = 0; user < USERS; user++)
            token = app.post("/api/auth/sign-up/email", "{\"name\":\"Asha\"," + credentials(user) + "}");
        warmUp();
        return List.of(
                whole(rounds),
                part("a command and its commit over HTTP (update-user), p50", rounds, this::rename),
                part("finding a session over HTTP (get-session), p50", rounds, this::session));
    }

    /** So that all that a sign-in needs beside the hash is compiled, which only many requests bring about. */
    private void warmUp() {
        for (int i = 0; i < WARM_UP; i++) {
            session();
            rename();
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int i = 0; i < WARM_UP; i++) {
                int user = i % USERS;
                threads.execute(() -> signIn(user));
            }
        }
        samples();
    }

    private void signIn(int user) {
        app.post("/api/auth/sign-in/email", "{" + credentials(user) + "}");
    }

    private void session() {
        app.request("GET", "/api/auth/get-session", "", token);
    }

    private void rename() {
        app.request("POST", "/api/auth/update-user", "{\"name\":\"Asha " + names++ + "\"}", token);
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
        List<Double> references = new ArrayList<>();
        List<Double> differences = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            references.add(Figures.median(Stream.generate(() -> millis(SignIn::hash))
                    .limit(BARE_HASHES)
                    .toList()));
            List<Sample> samples = samples();
            signIns.add(Figures.median(samples.stream().map(Sample::whole).toList()));
            differences.add(Figures.median(samples.stream()
                    .map(sample -> sample.whole() - sample.hash())
                    .toList()));
        }
        return new Result(
                "sign-in",
                "all of a sign-in over HTTP but the password hash, p50",
                "ms",
                0,
                new Figures(signIns),
                new Figures(references),
                Figures.median(differences),
                GOAL_MILLIS,
                2 * GOAL_MILLIS,
                "ours: the whole request; reference: a bare scrypt hash; judged: the median of the requests, each less its own"
                        + " hash as the application times it, "
                        + differences.stream().map("%.1f"::formatted).toList() + " in the rounds");
    }

    /**
     * In milliseconds.
     *
     * @param whole one sign-in over HTTP
     * @param hash the part of it that was its hash
     */
    private record Sample(double whole, double hash) {}

    private List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        double hashed = hashedMillis();
        for (int i = 0; i < SIGN_INS; i++) {
            int user = i % USERS;
            double before = hashed;
            double whole = millis(() -> signIn(user));
            hashed = hashedMillis();
            samples.add(new Sample(whole, hashed - before));
        }
        return samples;
    }

    private double hashedMillis() {
        return 1e3 * app.metric("desifans_password_hash_seconds_sum");
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
