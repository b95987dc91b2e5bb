package io.desifans.app;

import java.time.Duration;
import java.util.Random;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The pictures of the demo: drawn from their names, so that nothing has to be fetched from anywhere. */
@RestController
final class DemoPictures {

    static final String PATH = "/demo/pictures/";

    private static final String VEIL = "veil-";
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml");

    /** A landscape with a sun; its name's hash alone decides of which colours and hills. */
    @GetMapping(PATH + "{name:[a-z0-9-]{1,40}}.svg")
    ResponseEntity<String> picture(@PathVariable String name) {
        return ResponseEntity.ok()
                .contentType(SVG)
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic())
                .body(draw(name, name.startsWith(VEIL)));
    }

    /** What is shown in a locked picture's place, under a name that does not tell the other. */
    static String veilOf(String name) {
        return VEIL + Integer.toHexString(("before " + name).hashCode());
    }

    static String draw(String name, boolean blurred) {
        Random random = new Random(name.hashCode());
        int hue = random.nextInt(360);
        StringBuilder drawing = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d">
                <defs><filter id="blur"><feGaussianBlur stdDeviation="%3$d"/></filter></defs>
                <g filter="url(#blur)"><rect width="%1$d" height="%2$d" fill="hsl(%4$d 60%% 80%%)"/>
                """.formatted(WIDTH, HEIGHT, blurred ? 30 : 0, hue));
        drawing.append("<circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"hsl(%d 90%% 65%%)\"/>\n"
                .formatted(random.nextInt(WIDTH), random.nextInt(HEIGHT / 2), 30 + random.nextInt(50), hue + 40));
        for (int hill = 1; hill <= 4; hill++) drawing.append(hill(random, hue, hill));
        return drawing.append("</g></svg>\n").toString();
    }

    private static String hill(Random random, int hue, int hill) {
        int top = HEIGHT / 3 + hill * HEIGHT / 8;
        return "<path d=\"M0 %d Q%d %d %d %d T%d %d V%d H0 Z\" fill=\"hsl(%d 45%% %d%%)\"/>\n"
                .formatted(
                        top + random.nextInt(40),
                        random.nextInt(WIDTH / 2),
                        top - random.nextInt(120),
                        WIDTH / 2,
                        top,
                        WIDTH,
                        top - random.nextInt(60),
                        HEIGHT,
                        hue + hill * 12,
                        70 - hill * 12);
    }
}
