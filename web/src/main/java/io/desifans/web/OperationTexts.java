package io.desifans.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What is said of each operation, by {@code METHOD /path}: read from the files {@code openapi/*.yaml}, so that the
 * controllers stay free of prose and examples.
 */
final class OperationTexts {

    /**
     * @param id the operation's name in clients
     * @param parameters what each means, by its name, where that is not the same everywhere
     * @param fields name and type of what a body may hold, where the signature does not tell; a name with a question mark
     *     may be left out
     * @param status of a success; null for what the controller's signature tells
     * @param request an example of the body; null where there is none
     * @param response an example of what a success answers; null where it is empty
     */
    record Text(
            @Nullable String id,
            @Nullable String summary,
            @Nullable String description,
            Map<String, String> parameters,
            Map<String, String> fields,
            @Nullable Integer status,
            @Nullable Object request,
            @Nullable Object response) {}

    /** Not an operation: what parameters mean wherever they are taken. */
    private static final String PARAMETERS = "parameters";

    private final Map<String, Text> texts = new TreeMap<>();
    private final Map<String, String> parameters = new TreeMap<>();

    static OperationTexts onClassPath() throws IOException {
        OperationTexts all = new OperationTexts();
        for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:openapi/*.yaml"))
            try (InputStream yaml = file.getInputStream()) {
                all.add(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));
            }
        return all;
    }

    Optional<Text> of(String operation) {
        return Optional.ofNullable(texts.get(operation));
    }

    /** What a parameter means, if nothing is said of it at its operation. */
    @Nullable
    String parameter(String name) {
        return parameters.get(name);
    }

    private void add(Map<String, Map<String, Object>> file) {
        parameters.putAll(words(file.getOrDefault(PARAMETERS, Map.of())));
        file.forEach((operation, said) -> {
            if (operation.equals(PARAMETERS)) return;
            Text text = new Text(
                    (String) said.get("id"),
                    (String) said.get("summary"),
                    (String) said.get("description"),
                    words(said.get(PARAMETERS)),
                    words(said.get("fields")),
                    (Integer) said.get("status"),
                    said.get("request"),
                    said.get("response"));
            if (texts.put(operation, text) != null) throw new IllegalStateException(operation + " is described twice");
        });
    }

    private static Map<String, String> words(@Nullable Object said) {
        Map<String, String> words = new LinkedHashMap<>();
        if (said instanceof Map<?, ?> given)
            given.forEach((name, word) -> words.put(String.valueOf(name), String.valueOf(word)));
        return words;
    }
}
