package io.desifans.web;

import io.desifans.Labelled;
import java.util.Arrays;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;

/** Reads a parameter of the path or query by the label that JSON has for the same value. */
final class LabelParameters implements ConverterFactory<String, Labelled> {

    @Override
    public <T extends Labelled> Converter<String, T> getConverter(Class<T> type) {
        return label -> Arrays.stream(type.getEnumConstants())
                .filter(value -> value.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such label"));
    }
}
