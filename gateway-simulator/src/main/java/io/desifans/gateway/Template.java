package io.desifans.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** HTML with gaps: <code>{{name}}</code> is filled with a text, <code>{{{name}}}</code> with HTML. */
final class Template {

    private static final Pattern GAP = Pattern.compile("\\{\\{\\{(\\w+)}}}|\\{\\{(\\w+)}}");

    private final String text;

    Template(String file) {
        try (InputStream in = Objects.requireNonNull(Template.class.getResourceAsStream(file))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String fill(Map<String, String> values) {
        return GAP.matcher(text)
                .replaceAll(gap -> Matcher.quoteReplacement(filling(gap.group(1), gap.group(2), values)));
    }

    private static String filling(@Nullable String html, @Nullable String plain, Map<String, String> values) {
        String name = String.valueOf(html == null ? plain : html);
        String value = Objects.requireNonNull(values.get(name), name);
        return html == null ? HtmlUtils.htmlEscape(value) : value;
    }
}
