package io.desifans.web;

import java.io.IOException;
import java.io.InputStream;
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
     * @param status of a success; null for what the controller's signature tells
     * @param request an example of the body; null where there is none
     * @param response an example of what a success answers; null where it is empty
     */
    record Text(
            String summary,
            @Nullable String description,
            @Nullable Integer status,
            @Nullable Object request,
            @Nullable Object response) {}

    private final Map<String, Text> texts = new TreeMap<>();

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

    private void add(Map<String, Map<String, Object>> file) {
        file.forEach((operation, said) -> {
            Text text = new Text(
                    String.valueOf(said.get("summary")),
                    (String) said.get("description"),
                    (Integer) said.get("status"),
                    said.get("request"),
                    said.get("response"));
            if (texts.put(operation, text) != null) throw new IllegalStateException(operation + " is described twice");
        });
    }
}
