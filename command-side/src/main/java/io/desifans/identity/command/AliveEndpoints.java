package io.desifans.identity.command;

import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** Whether the server is there, and the page on which a flow ends that has no other place for its error. */
@RestController
@RequestMapping("/api/auth")
final class AliveEndpoints {

    @GetMapping("/ok")
    Map<String, Boolean> ok() {
        return Map.of("ok", true);
    }

    @GetMapping(path = "/error", produces = MediaType.TEXT_HTML_VALUE)
    String error(@RequestParam(defaultValue = "unknown") String error) {
        return """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Error</title>
                <h1>Something went wrong</h1><p>Code: %s</p></html>
                """.formatted(HtmlUtils.htmlEscape(error));
    }
}
