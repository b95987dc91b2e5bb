package io.desifans.gateway;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** {@code /test}: what the real gateway has no API for, so that tests need neither a browser nor patience. */
final class TestEndpoints {

    private static final long MOST_SECONDS = Duration.ofDays(3650).toSeconds();

    private record Paying(
            @Nullable String method,
            @Nullable String number,
            @Nullable String vpa) {}

    private record Paid(String sessionId, String paymentId, PaymentStatus status, URI redirectUrl) {}

    private record Time(Instant now, long aheadSeconds) {}

    private record Advance(@Nullable Long seconds) {}

    private final SimulatedClock clock;
    private final Agenda agenda;
    private final Till till;
    private final Webhooks webhooks;
    private final RequestLog requests;

    TestEndpoints(SimulatedClock clock, Agenda agenda, Till till, Webhooks webhooks, RequestLog requests) {
        this.clock = clock;
        this.agenda = agenda;
        this.till = till;
        this.webhooks = webhooks;
        this.requests = requests;
    }

    /** {@code method} card with {@code number}, upi with {@code vpa}, or cancel. */
    ServerResponse pay(ServerRequest request) {
        Paying paying = Json.read(request, Paying.class);
        String method = Json.required("method", paying.method);
        String account = method.equals("card")
                ? Json.required("number", paying.number)
                : method.equals("upi") ? Json.required("vpa", paying.vpa) : "";
        Means means = Means.of(method, account)
                .orElseThrow(() -> Refused.unprocessable("Nothing of the test mode is paid with by that."));
        String sessionId = request.pathVariable("id");
        Payment payment = till.pay(sessionId, means);
        return Json.answer(new Paid(sessionId, payment.paymentId(), payment.status(), till.wayBack(payment)));
    }

    ServerResponse clock(ServerRequest request) {
        return Json.answer(new Time(clock.instant(), clock.ahead().toSeconds()));
    }

    /** Answers when all that came due on the way is done, webhooks included; with 0 seconds it waits for what is under way. */
    ServerResponse advance(ServerRequest request) throws InterruptedException {
        long seconds = Json.required("seconds", Json.read(request, Advance.class).seconds);
        if (seconds < 0 || seconds > MOST_SECONDS)
            throw Refused.unprocessable("seconds must be 0 to " + MOST_SECONDS + ".");
        agenda.advance(Duration.ofSeconds(seconds));
        return clock(request);
    }

    ServerResponse deliveries(ServerRequest request) {
        return Json.answer(new Page.Items(webhooks.all()));
    }

    ServerResponse resend(ServerRequest request) {
        return Json.answer(webhooks.resend(request.pathVariable("id")));
    }

    ServerResponse requests(ServerRequest request) {
        return Json.answer(requests.calls());
    }
}
