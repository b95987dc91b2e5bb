package io.desifans.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * A logarithmic axis.
 *
 * @param least the value at {@code start}
 * @param most the value at {@code end}
 * @param start in pixels
 * @param end in pixels; before the start on an axis that goes up
 */
record LogScale(double least, double most, double start, double end) implements DoubleUnaryOperator {

    private static final double[] STEPS = {1, 2, 5};

    /** From and to round numbers beside these values. */
    static LogScale around(DoubleStream values, double start, double end) {
        var range = values.filter(value -> value > 0).summaryStatistics();
        if (range.getCount() == 0) return new LogScale(1, 10, start, end);
        double least = round(range.getMin() * 0.999, false);
        double most = round(range.getMax() * 1.001, true);
        return new LogScale(least, most, start, end);
    }

    /** The next round number on this side. */
    private static double round(double value, boolean up) {
        double decade = Math.pow(10, Math.floor(Math.log10(value)));
        double below = decade;
        for (double step : STEPS) {
            if (step * decade <= value) below = step * decade;
            else return up ? step * decade : below;
        }
        return up ? 10 * decade : below;
    }

    @Override
    public double applyAsDouble(double value) {
        double share = Math.log(value / least) / Math.log(most / least);
        return start + share * (end - start);
    }

    /** The round numbers on it; of very many only the powers of ten. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        boolean coarse = most / least > 2e3;
        for (double decade = Math.pow(10, Math.floor(Math.log10(least))); decade <= most * 1.0001; decade *= 10)
            for (double step : STEPS) {
                double tick = step * decade;
                if (tick >= least * 0.9999 && tick <= most * 1.0001 && (step == 1 || !coarse)) ticks.add(tick);
            }
        return ticks;
    }

    /** 10000 as 10 k. */
    static String label(double value) {
        if (value >= 1e6) return plain(value / 1e6) + " M";
        if (value >= 1e3) return plain(value / 1e3) + " k";
        return plain(value);
    }

    private static String plain(double value) {
        return new java.math.BigDecimal(value)
                .round(new java.math.MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }
}
