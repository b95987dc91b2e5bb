package io.desifans.gateway;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The page on which a person pays, and what it says afterwards. It needs no script. */
final class CheckoutPage {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final Pattern EXPIRY = Pattern.compile("(\\d{2})/(\\d{2})");

    private static final Template FRAME = new Template("frame.html");
    private static final Template LINE = new Template("line.html");
    private static final Template OPEN = new Template("open.html");
    private static final Template CLOSED = new Template("closed.html");
    private static final Template ALERT = new Template("alert.html");
    private static final Template BACK = new Template("back.html");
    private static final Template SUMMARY = new Template("summary.html");

    private final Till till;
    private final Clock clock;
    private final String businessName;

    CheckoutPage(Till till, Clock clock, String businessName) {
        this.till = till;
        this.clock = clock;
        this.businessName = businessName;
    }

    ServerResponse show(ServerRequest request) {
        Checkout checkout = till.checkout(request.pathVariable("id"));
        return checkout.isOpen() ? open(200, checkout, request, declined(checkout)) : closed(checkout);
    }

    ServerResponse pay(ServerRequest request) {
        Checkout checkout = till.checkout(request.pathVariable("id"));
        if (!checkout.isOpen()) return seeOther(till.wayBack(checkout.lastPayment()));
        String method = request.param("method").orElse("");
        Optional<Means> means = Means.of(method, account(method, request));
        String mistake = mistake(means, request);
        if (!mistake.isEmpty()) return open(422, checkout, request, mistake);
        return seeOther(till.wayBack(pay(checkout, means.orElseThrow())));
    }

    /** Whoever clicks twice at once is taken to the payment of the first click. */
    private Payment pay(Checkout checkout, Means means) {
        try {
            return till.pay(checkout.sessionId(), means);
        } catch (Refused alreadyPaid) {
            return till.checkout(checkout.sessionId()).lastPayment();
        }
    }

    /** For an address that leads to no checkout. */
    ServerResponse unknown() {
        return page(
                404,
                "Not found",
                "",
                CLOSED.fill(Map.of(
                        "tone", "failed",
                        "heading", "There is nothing to pay here",
                        "text", "This address leads to no checkout. Go back to the shop and start again.",
                        "back", "")));
    }

    private static String account(String method, ServerRequest request) {
        return request.param(method.equals("card") ? "number" : "vpa").orElse("");
    }

    /** What the person has to correct; empty if nothing. */
    private String mistake(Optional<Means> means, ServerRequest request) {
        if (means.isEmpty() && "upi".equals(request.param("method").orElse("")))
            return "This UPI ID is not one of the test IDs below.";
        if (means.isEmpty()) return "This card is not one of the test cards below. Never enter a real card here.";
        if (!means.get().isCard()) return "";
        if (!isInFuture(request.param("expiry").orElse(""))) return "The expiry date must be a future month, as MM/YY.";
        return request.param("cvc").orElse("").strip().matches("\\d{3,4}") ? "" : "The CVC has three or four digits.";
    }

    private boolean isInFuture(String expiry) {
        Matcher given = EXPIRY.matcher(expiry.replace(" ", ""));
        if (!given.matches()) return false;
        try {
            YearMonth month = YearMonth.of(2000 + Integer.parseInt(given.group(2)), Integer.parseInt(given.group(1)));
            return !month.isBefore(YearMonth.now(clock.withZone(ZoneOffset.UTC)));
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String declined(Checkout checkout) {
        return checkout.payment() == null ? "" : "The last payment was declined. Nothing was charged; try another way.";
    }

    private ServerResponse open(int status, Checkout checkout, ServerRequest request, String alert) {
        boolean upi = "upi".equals(request.param("method").orElse(""));
        Map<String, String> values = new HashMap<>();
        values.put("alert", alert.isEmpty() ? "" : ALERT.fill(Map.of("text", alert)));
        values.put("amount", Rupees.of(checkout.totalPaise()));
        values.put("action", "/checkout/" + checkout.sessionId());
        values.put("email", checkout.customer().email());
        values.put("cardOpen", upi ? "" : "open");
        values.put("upiOpen", upi ? "open" : "");
        values.put("number", request.param("number").orElse("4242 4242 4242 4242"));
        values.put("vpa", request.param("vpa").orElse("success@upi"));
        values.put("expiry", request.param("expiry").orElse("06/32"));
        values.put("cvc", request.param("cvc").orElse("123"));
        return page(status, "Pay " + businessName, summary(checkout), OPEN.fill(values));
    }

    private ServerResponse closed(Checkout checkout) {
        Payment payment = checkout.lastPayment();
        String amount = Rupees.of(checkout.totalPaise());
        String text = switch (payment.status()) {
            case SUCCEEDED -> amount + " was paid to " + businessName + ".";
            case PROCESSING -> "Your bank has yet to confirm " + amount + ". This takes a few seconds.";
            case CANCELLED -> "Nothing was charged.";
            case FAILED -> "Nothing was charged.";
        };
        URI back = till.wayBack(payment);
        boolean elsewhere = checkout.returnUrl() != null || checkout.cancelUrl() != null;
        String heading = "Payment " + payment.status().label();
        return page(
                200,
                heading,
                summary(checkout),
                CLOSED.fill(Map.of(
                        "tone",
                        payment.status().label(),
                        "heading",
                        heading,
                        "text",
                        text,
                        "back",
                        elsewhere ? BACK.fill(Map.of("url", back.toString(), "business", businessName)) : "")));
    }

    private String summary(Checkout checkout) {
        String title = checkout.metadata().get("title") instanceof String given ? given : "";
        String lines = checkout.lines().stream().map(CheckoutPage::line).collect(Collectors.joining());
        return SUMMARY.fill(Map.of(
                "business", businessName,
                "initial", businessName.strip().substring(0, 1),
                "amount", Rupees.of(checkout.totalPaise()),
                "title", title,
                "lines", lines));
    }

    private static String line(Checkout.Line line) {
        String name = line.quantity() == 1 ? line.name() : line.quantity() + " × " + line.name();
        return LINE.fill(Map.of("name", name, "amount", Rupees.of(line.totalPaise())));
    }

    private static ServerResponse seeOther(URI address) {
        return ServerResponse.seeOther(address).build();
    }

    private static ServerResponse page(int status, String title, String summary, String main) {
        String html = FRAME.fill(Map.of("title", title, "summary", summary, "main", main));
        return ServerResponse.status(status)
                .contentType(HTML)
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'")
                .body(html.getBytes(StandardCharsets.UTF_8));
    }
}
