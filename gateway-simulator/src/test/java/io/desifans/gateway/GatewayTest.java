package io.desifans.gateway;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A simulator and a merchant's server for each test; the wall clock stands still, so that only the test moves time. */
abstract class GatewayTest {

    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    Receiver receiver;
    Simulator gateway;

    @BeforeEach
    void start() throws IOException {
        receiver = new Receiver();
        gateway = new Simulator(receiver.url(), Clock.fixed(NOW, ZoneOffset.UTC), secrets());
    }

    @AfterEach
    void stop() {
        gateway.close();
        receiver.close();
    }

    String[] secrets() {
        return new String[] {Simulator.SECRET};
    }

    List<String> typesReceived() {
        return receiver.received().stream().map(Receiver.Webhook::type).toList();
    }
}
