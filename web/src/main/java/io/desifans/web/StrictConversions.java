package io.desifans.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.format.support.DefaultFormattingConversionService;

/** Parameters of the path and query, read as strictly as bodies: what cannot be converted is not tried in other ways. */
final class StrictConversions extends DefaultFormattingConversionService {

    StrictConversions() {
        addConverter(String.class, UUID.class, StrictText.ID);
        addConverter(String.class, Instant.class, StrictText.INSTANT);
        addConverter(String.class, LocalDate.class, StrictText.DATE);
        addConverter(String.class, Boolean.class, StrictConversions::truth);
        addConverter(String.class, Integer.class, text -> Integer.valueOf(digits(text)));
        addConverter(String.class, Long.class, text -> Long.valueOf(digits(text)));
        addConverterFactory(new LabelParameters());
    }

    private static Boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static String digits(String text) {
        if (!text.matches("-?[0-9]{1,19}")) throw new IllegalArgumentException("no whole number");
        return text;
    }

    /** Spring takes a {@link ConversionFailedException} as a request to fall back on its lenient property editors. */
    @Override
    public @Nullable Object convert(
            @Nullable Object source, @Nullable TypeDescriptor sourceType, TypeDescriptor targetType) {
        try {
            return super.convert(source, sourceType, targetType);
        } catch (ConversionFailedException e) {
            throw new IllegalArgumentException("not of the type " + targetType.getName(), e);
        }
    }
}
