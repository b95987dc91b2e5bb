package io.desifans.benchmarks;

import java.util.Arrays;
import java.util.List;

/** What several rounds of one measurement came to. */
record Figures(List<Double> rounds) {

    double median() {
        return median(rounds);
    }

    /** The median distance of a round from the median. */
    double mad() {
        double median = median();
        return median(rounds.stream().map(round -> Math.abs(round - median)).toList());
    }

    static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The 99th of a hundred values in order. */
    static double p99(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.99) - 1)];
    }
}
