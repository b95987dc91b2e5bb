package io.desifans.identity.command;

import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** Whether the server is there, and the page on which a flow ends that has no other place for its error. */
@RestController
@RequestMapping("/api/auth")
final class AliveEndpoints {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    record Alive(boolean ok) {}

    @GetMapping("/ok")
    Alive ok() {
        return new Alive(true);
    }

    @Hidden
    @GetMapping("/error")
    ResponseEntity<String> error(@RequestParam(defaultValue = "unknown") String error) {
        String page = """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Error</title>
                <h1>Something went wrong</h1><p>Code: %s</p></html>
                """.formatted(HtmlUtils.htmlEscape(error));
        return ResponseEntity.ok().contentType(HTML).body(page);
    }
}
