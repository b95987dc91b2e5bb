package io.desifans.billing.command;

import io.desifans.billing.command.WebhookCommand.ReceiveWebhook;
import io.desifans.command.Commands;
import io.desifans.web.BodyTooLarge;
import io.desifans.web.Busy;
import io.desifans.web.Rejected;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.OptionalInt;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes in what the payment gateway tells: at most 256 KiB, judged by its signature alone, which is checked before
 * anything of it is read. It is answered when it is stored; what follows from it comes later.
 */
@RestController
class WebhookEndpoint {

    private static final int MOST_BYTES = 256 * 1024;
    private static final String PROCESS = "webhook-intake";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final WebhookSecrets secrets;
    private final Commands commands;
    private final Clock clock;
    private final Counter refused;

    WebhookEndpoint(WebhookSecrets secrets, Commands commands, Clock clock, MeterRegistry meters) {
        this.secrets = secrets;
        this.commands = commands;
        this.clock = clock;
        this.refused = meters.counter("desifans.webhooks.refused");
    }

    record Received(boolean received) {}

    @PostMapping("/api/v1/payments/webhook")
    Received receive(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) throw new BodyTooLarge();
        String id = request.getHeader("webhook-id");
        String timestamp = request.getHeader("webhook-timestamp");
        OptionalInt signer =
                secrets.signer(id, timestamp, request.getHeader("webhook-signature"), body, clock.instant());
        if (signer.isEmpty()) {
            refused.increment();
            throw Rejected.unauthenticated("INVALID_SIGNATURE", "The signature is missing, wrong or too old.");
        }
        String text = text(body);
        Instant sentAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        store(new ReceiveWebhook(id, type(text), sentAt, signer.getAsInt(), sha256(body), text));
        return new Received(true);
    }

    /** The gateway tries again whatever is answered with 503. */
    private void store(ReceiveWebhook webhook) {
        try {
            commands.sendAsSystem(PROCESS, webhook);
        } catch (ConcurrencyException e) {
            throw new Busy();
        }
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Rejected.invalid("$", "The body is not UTF-8.");
        }
    }

    private static @Nullable String type(String body) {
        try {
            String type = JSON.readTree(body).path("type").asString("");
            return type.matches("[\\w.]{1,100}") ? type : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
