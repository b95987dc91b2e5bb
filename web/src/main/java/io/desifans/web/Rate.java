package io.desifans.web;

import io.desifans.eventstore.SettingRefused;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/** So many times in a window of time, which begins with the first of them. */
public record Rate(int most, Duration window) {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})/([1-9][0-9]{0,6}(?:ms|s|m|h|d))");

    /** @param text such as {@code 3/10s} */
    public static Rate setting(String name, String text) {
        Matcher rate = FORM.matcher(text.strip());
        if (!rate.matches())
            throw new SettingRefused("The setting " + name + " must be a number and a time, such as 3/10s.");
        return new Rate(Integer.parseInt(rate.group(1)), DurationStyle.detectAndParse(rate.group(2)));
    }
}
