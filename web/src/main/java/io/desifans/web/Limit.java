package io.desifans.web;

import org.jspecify.annotations.Nullable;

/** How many rows a page may have, from the parameter {@code limit}: 1 to 100, 20 if absent. A controller takes it as a parameter. */
public record Limit(int rows) {

    public static final String PARAMETER = "limit";

    private static final int DEFAULT = 20;
    private static final int MOST = 100;

    /** One row more than the page holds tells whether there is a next page. */
    public int plusOne() {
        return rows + 1;
    }

    /** Clamps any whole number; refuses what is none. */
    public static Limit parse(@Nullable String text) {
        if (text == null) return new Limit(DEFAULT);
        if (!text.matches("-?[0-9]{1,100}")) throw Rejected.invalid(PARAMETER, "must be a whole number");
        if (text.startsWith("-")) return new Limit(1);
        String digits = text.replaceFirst("^0+(?=.)", "");
        int asked = digits.length() > 3 ? MOST : Integer.parseInt(digits);
        return new Limit(Math.clamp(asked, 1, MOST));
    }
}
