package io.desifans.web;

import io.desifans.content.PostType;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints that stand for any other. */
@RestController
@RequestMapping("/api/v1")
class Probes {

    static final AtomicInteger CALLS = new AtomicInteger();
    static final CountDownLatch SLOW = new CountDownLatch(1);

    record Body(
            String title,
            @Nullable String note,
            int count,
            long amountPaise,
            boolean visible,
            @Nullable Long price,
            PostType type,
            Instant at,
            LocalDate day,
            UUID id,
            List<Medium> media,
            @Nullable Map<String, String> labels) {}

    record Medium(String url) {
        Medium {
            if (url.isEmpty()) throw Rejected.invalid("url", "url must not be empty.");
        }
    }

    record Told(String name, int times) {}

    /** Another answer each time that it is really asked, but for one that is always the same. */
    @Revalidated
    @GetMapping("/told/{name}")
    Told told(@PathVariable String name, @RequestParam(required = false) @Nullable String text) {
        if (name.equals("nobody")) throw Rejected.notFound("probe");
        int times = CALLS.incrementAndGet();
        return new Told(name, name.equals("same") ? 0 : times);
    }

    record Seen(Caller caller, Instant at, @Nullable Object value) {}

    @PostMapping("/probes")
    Body post(@RequestBody Body body) {
        CALLS.incrementAndGet();
        return body;
    }

    /** Makes two ids, and fails as it is asked to. */
    @PostMapping("/made")
    ResponseEntity<List<UUID>> made(@RequestBody Map<String, String> body) throws InterruptedException {
        CALLS.incrementAndGet();
        List<UUID> ids = List.of(IdempotentRequest.newId(), IdempotentRequest.newId());
        switch (body.getOrDefault("fail", "")) {
            case "refused" -> throw Rejected.conflict("NOT_NOW", "Not in this state.");
            case "busy" -> throw new ConcurrencyException("asha@example.test");
            case "ours" -> throw new IllegalStateException("asha@example.test " + ids);
            case "slow" -> SLOW.await();
            default -> {}
        }
        return ResponseEntity.created(URI.create("/api/v1/made/" + ids.getFirst()))
                .body(ids);
    }

    @PutMapping("/probes/{id}")
    UUID put(@PathVariable UUID id) {
        CALLS.incrementAndGet();
        return id;
    }

    @GetMapping("/probes/named/{name}")
    String named(@PathVariable String name) {
        CALLS.incrementAndGet();
        return name;
    }

    @GetMapping("/probes")
    Seen list(
            Caller caller,
            Limit limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer count,
            @RequestParam(required = false) @Nullable Instant since,
            @RequestParam(required = false) @Nullable PostType type,
            @RequestParam(required = false) @Nullable String text) {
        Cursor after = Cursor.decode(cursor, 2);
        if (after != null) after.instant(0);
        CALLS.incrementAndGet();
        return new Seen(caller, TestApplication.NOW, limit.rows());
    }

    @GetMapping("/needs")
    String needs(@RequestParam String parameter, @RequestHeader("X-Needed") String header) {
        return parameter + header;
    }

    @SignedIn
    @GetMapping("/mine")
    Caller mine(Caller caller) {
        return caller;
    }

    @GetMapping("/guarded")
    List<String> guarded(Caller caller) {
        return List.of(caller.id());
    }

    @GetMapping("/context")
    RequestContext context(@RequestParam(required = false) @Nullable String secret) {
        return RequestContext.current();
    }

    @GetMapping({"/admin/probe", "/audit/probe"})
    List<String> restricted() {
        return List.of();
    }

    @GetMapping("/failures/{kind}")
    void fail(@PathVariable String kind) throws Exception {
        switch (kind) {
            case "conflict" -> throw Rejected.conflict("NOT_NOW", "Not in this state.");
            case "taken" -> throw Rejected.taken("TAKEN", "email", "Someone has it.");
            case "wrapped" -> throw new IllegalStateException(Rejected.notFound("post"));
            case "invisible" -> throw new NotYetVisible();
            case "race" -> throw new ConcurrencyException("asha@example.test");
            case "unreachable" -> throw new IllegalStateException(new SQLException("asha@example.test", "08006"));
            case "constraint" -> throw new IllegalStateException(new SQLException("asha@example.test", "23505"));
            default -> throw new IllegalStateException("asha@example.test");
        }
    }
}
