package io.desifans.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The media server of the demo: it draws a landscape for each name, always the same, sharp or blurred. */
final class DemoPictures implements AutoCloseable {

    private static final String VEIL = "veil-";
    private static final int USUAL_PORT = 8088;
    private static final Pattern PATH = Pattern.compile("/(" + VEIL + ")?([a-z0-9-]{1,60})\\.svg");
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 900;
    private static final int RANGES = 5;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private DemoPictures(HttpServer server) {
        this.server = server;
        server.createContext("/", DemoPictures::answer);
        server.setExecutor(threads);
        server.start();
    }

    static DemoPictures start() {
        try {
            int port = Port.freeOr(USUAL_PORT);
            return new DemoPictures(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where they lie, without a slash at the end. */
    String base() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Where the picture of this name lies. */
    static String path(String name) {
        return "/" + name + ".svg";
    }

    /** What is shown in a locked picture's place, at a path that does not tell the other. */
    static String veilOf(String name) {
        return path(VEIL + Integer.toHexString(("before " + name).hashCode()));
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
            if (!path.matches()) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] picture = drawn(path.group(2), path.group(1) != null).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "image/svg+xml");
            exchange.getResponseHeaders().set("Cache-Control", "public, max-age=86400");
            exchange.sendResponseHeaders(200, picture.length);
            exchange.getResponseBody().write(picture);
        }
    }

    /** A sky, a sun, and ranges of hills that get darker the nearer they are. */
    static String drawn(String name, boolean blurred) {
        Random random = new Random(name.hashCode());
        int hue = random.nextInt(360);
        StringBuilder hills = new StringBuilder();
        for (int range = 1; range <= RANGES; range++) hills.append(hills(random, hue, range));
        return String.format(
                Locale.ROOT,
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d"><defs>
                <linearGradient id="sky" x2="0" y2="1"><stop stop-color="hsl(%3$d,60%%,70%%)"/>
                <stop offset="1" stop-color="hsl(%4$d,80%%,88%%)"/></linearGradient>
                <filter id="blur"><feGaussianBlur stdDeviation="%5$d"/></filter></defs>
                <g filter="url(#blur)"><rect width="%1$d" height="%2$d" fill="url(#sky)"/>
                <circle cx="%6$d" cy="%7$d" r="%8$d" fill="hsl(%4$d,95%%,92%%)"/>%9$s</g></svg>
                """,
                WIDTH,
                HEIGHT,
                hue,
                (hue + 40) % 360,
                blurred ? 60 : 0,
                150 + random.nextInt(900),
                150 + random.nextInt(250),
                50 + random.nextInt(60),
                hills);
    }

    private static String hills(Random random, int hue, int range) {
        double base = HEIGHT * (0.4 + 0.12 * range);
        double first = random.nextDouble() * 10;
        double second = random.nextDouble() * 10;
        StringBuilder path = new StringBuilder("M0 " + HEIGHT);
        for (int x = 0; x <= WIDTH; x += 20) {
            double wave = 60 * Math.sin(x / 170.0 + first) + 25 * Math.sin(x / 61.0 + second);
            path.append(String.format(Locale.ROOT, "L%d %.0f", x, base - wave));
        }
        return String.format(
                Locale.ROOT,
                "<path fill=\"hsl(%d,35%%,%d%%)\" d=\"%sL%d %dZ\"/>",
                (hue + 200) % 360,
                70 - 11 * range,
                path,
                WIDTH,
                HEIGHT);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
