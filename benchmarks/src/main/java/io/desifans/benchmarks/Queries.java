package io.desifans.benchmarks;

import io.desifans.benchmarks.LoggedStatements.Executed;
import io.desifans.benchmarks.Reads.Read;
import io.desifans.eventstore.LogPosition;
import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Which reads of the application are measured, and as what. */
final class Queries {

    private static final Executed NOTHING = new Executed("select 1", List.of());

    /** Of one who waits for what has long been there; without it the answer would come from memory, and no statement run. */
    private static final String WAITS = "Wait-For-Position: " + LogPosition.START;

    private final AppUnderTest app;
    private final Reads reads;
    private final Rounds rounds;

    Queries(AppUnderTest app, Reads reads, Rounds rounds) {
        this.app = app;
        this.reads = reads;
        this.rounds = rounds;
    }

    /** What visitors of a shop read. @param pinned whether the database has cores of its own */
    List<Result> ofVisitors(Wanted wanted, Shop shop, boolean pinned) throws IOException, InterruptedException {
        List<Read> all = new ArrayList<>();
        if (wanted.any("c1")) all.add(oneRow(shop, pinned));
        if (wanted.any("c2")) all.add(page(shop, pinned));
        if (wanted.any("c5")) {
            all.add(unchanged(shop));
            all.add(kept(shop));
        }
        if (wanted.any("null"))
            all.add(Read.of("null", "an answer without any work", KeptConnection.get("/api/auth/ok", ""), NOTHING, 0, 0)
                    .reported("it is the machine's own limit, select 1 in pgbench and an empty answer over HTTP"));
        return reads.measure(rounds, all);
    }

    private Read oneRow(Shop shop, boolean pinned) throws IOException, InterruptedException {
        byte[] request = KeptConnection.get(shop.service(), "", WAITS);
        return Read.of(
                "c1", "GET of one row by its key", request, ofRow(shop), pinned ? 0.60 : 0.35, pinned ? 0.40 : 0.20);
    }

    private Executed ofRow(Shop shop) throws IOException, InterruptedException {
        return reads.statement(KeptConnection.get(shop.service(), "", WAITS), "\"durationMinutes\"");
    }

    private Read page(Shop shop, boolean pinned) throws IOException, InterruptedException {
        byte[] request = secondPage(app, shop);
        Executed statement = reads.statement(request, "\"candidate\"");
        Read page = Read.of("c2", "GET of the feed's second page of 20, in a session", request, statement, 0.80, 0.65);
        return pinned ? page : page.reported("it has a goal where the database has its own cores");
    }

    private Read unchanged(Shop shop) throws IOException, InterruptedException {
        byte[] request = reads.revalidation(shop.service(), "");
        return Read.of("c5", "GET of one public row that has not changed, by its ETag: 304", request, ofRow(shop), 4, 2)
                .against(0.73, "PostgREST as published; null is the most that HTTP comes to here");
    }

    private Read kept(Shop shop) throws IOException, InterruptedException {
        byte[] request = KeptConnection.get(shop.service(), "");
        return Read.of("c5", "GET of the same row by who does not have it: 200", request, ofRow(shop), 4, 2)
                .against(0.73, "PostgREST as published; null is the most that HTTP comes to here");
    }

    /** Of the feed: the second, so that the key of the last row before it takes part. */
    static byte[] secondPage(AppUnderTest app, Shop shop) {
        String feed = "/api/v1/feed?limit=20";
        String cursor = app.request("GET", feed, "", shop.fan())
                .body()
                .replaceFirst("(?s).*\"nextCursor\":\"([^\"]+)\".*", "$1");
        return KeptConnection.get(feed + "&cursor=" + cursor, shop.fan());
    }

    /** What the demo's creator, who has sold something, reads of it. */
    List<Result> ofCreator() throws IOException, InterruptedException {
        String asha = app.post(
                "/api/auth/sign-in/email", "{\"email\":\"asha@demo.desifans.test\",\"password\":\"demo-asha\"}");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return reads.measure(
                rounds,
                List.of(
                        ofCreator(
                                "the creator's dashboard of 30 days",
                                "/api/v1/creators/me/stats?to=" + today,
                                asha,
                                "\"subscriptionPeriod\""),
                        ofCreator(
                                "the creator's statement of a month",
                                "/api/v1/creators/me/statements/" + YearMonth.from(today),
                                asha,
                                "opening as")));
    }

    private Read ofCreator(String what, String path, String token, String words)
            throws IOException, InterruptedException {
        byte[] request = KeptConnection.get(path, token, "Accept: application/json");
        return Read.of("c3", "GET of " + what, request, reads.statement(request, words), 0.90, 0.80);
    }
}
