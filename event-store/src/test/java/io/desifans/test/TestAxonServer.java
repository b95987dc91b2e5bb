package io.desifans.test;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * The Axon Server that tests may use, in development mode: {@code AXON_SERVER=host:port} names its gRPC port. Each test
 * begins by deleting all its events, over HTTP at port 8024 or {@code AXON_SERVER_HTTP=host:port}.
 */
public final class TestAxonServer {

    private static final String ADDRESS = System.getenv("AXON_SERVER");

    private TestAxonServer() {}

    /** Whether there is one. */
    public static boolean isThere() {
        return ADDRESS != null && !ADDRESS.isBlank();
    }

    /** Its address, its log empty; the test is skipped where there is none. */
    public static String empty() {
        assumeTrue(isThere(), "no Axon Server");
        String http = System.getenv().getOrDefault("AXON_SERVER_HTTP", ADDRESS.replaceFirst(":.*", ":8024"));
        HttpRequest purge = HttpRequest.newBuilder(URI.create("http://" + http + "/v1/devmode/purge-events"))
                .DELETE()
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            int status =
                    client.send(purge, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200) throw new IllegalStateException("the Axon Server is not in development mode: " + status);
        } catch (IOException e) {
            throw new IllegalStateException("the Axon Server at " + http + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return ADDRESS;
    }
}
