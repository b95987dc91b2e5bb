package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A stream of events as a client gets it, a line at a time. */
final class EventStream implements AutoCloseable {

    private static final int LONGEST_SECONDS = 30;

    private static final String END = "the end";

    private final HttpClient client;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private EventStream(HttpClient client, BufferedReader reader) {
        this.client = client;
        Thread.startVirtualThread(() -> {
            try (reader) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) lines.add(line);
            } catch (IOException e) {
                lines.add(e.getClass().getSimpleName());
            }
            lines.add(END);
        });
    }

    /** @param lastEventId null for what comes from now on */
    static EventStream open(String uri, Api reader, @Nullable String lastEventId) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(uri)).header("Authorization", "Bearer " + reader.token());
        if (lastEventId != null) request.header("Last-Event-ID", lastEventId);
        HttpClient client = HttpClient.newHttpClient();
        var response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        return new EventStream(
                client, new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
    }

    String next() throws InterruptedException {
        String line = lines.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
        return line == null ? "nothing came" : line;
    }

    /** The id of the next event, which is called so and holds this. */
    String id(String name, String text) throws InterruptedException {
        String line = next();
        while (line.isEmpty() || line.startsWith(":")) line = next();
        assertThat(line).startsWith("id:");
        assertThat(next()).isEqualTo("event:" + name);
        assertThat(next()).startsWith("data:").contains(text).doesNotContain(Shop.IMAGE);
        return line.substring("id:".length());
    }

    boolean ends() throws InterruptedException {
        String line = next();
        while (line.isEmpty() || line.startsWith(":")) line = next();
        return line.equals(END);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
