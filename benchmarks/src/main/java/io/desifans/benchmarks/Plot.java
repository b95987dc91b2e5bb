package io.desifans.benchmarks;

import java.util.List;
import java.util.stream.DoubleStream;

/** Pictures of results, as SVG that is readable on light and on dark pages. Every round is a point. */
final class Plot {

    private static final int WIDTH = 860;
    private static final int ROW = 26;
    private static final int LABELS = 430;
    private static final int TOP = 64;
    private static final int BOTTOM = 48;
    private static final int RIGHT = 30;
    private static final int LINES_HEIGHT = 300;
    private static final int LEFT_AXIS = 70;
    private static final int LEGEND = 20;

    /** Colours that those who do not tell red from green tell apart. */
    private static final int COLOURS = 4;

    private static final String STYLE = """
            <style>
            text { font: 12px system-ui, sans-serif; fill: #1f2328 } .title { font-size: 15px; font-weight: 600 }
            .page { fill: #ffffff } .grid { stroke: #d1d9e0 } .line { fill: none; stroke-width: 1.5 }
            .c0 { fill: #0b62c4; stroke: #0b62c4 } .c1 { fill: #b35900; stroke: #b35900 }
            .c2 { fill: #00755e; stroke: #00755e } .c3 { fill: #8a3ffc; stroke: #8a3ffc }
            .hollow { fill: none; stroke-width: 1.5 } .line.c0, .line.c1, .line.c2, .line.c3 { fill: none }
            @media (prefers-color-scheme: dark) {
            text { fill: #e6edf3 } .page { fill: #0d1117 } .grid { stroke: #30363d }
            .c0 { fill: #6cb6ff; stroke: #6cb6ff } .c1 { fill: #ffa657; stroke: #ffa657 }
            .c2 { fill: #56d4b4; stroke: #56d4b4 } .c3 { fill: #c8a5ff; stroke: #c8a5ff } .hollow { fill: none } }
            </style>
            """;

    private final StringBuilder svg = new StringBuilder();

    private Plot() {}

    /**
     * One line of points for each result, its reference beside it.
     *
     * @param axis what is measured, with its unit
     */
    static String rows(String title, String axis, List<Result> results) {
        Plot plot = new Plot();
        int height = TOP + ROW * results.size() + BOTTOM;
        plot.begin(title, height);
        LogScale scale = LogScale.around(results.stream().flatMapToDouble(Plot::values), LABELS, WIDTH - RIGHT);
        plot.upright(scale, TOP - 6, height - BOTTOM + 6, axis);
        plot.point(LABELS, 40, "c0");
        plot.text(LABELS + 10, 44, "ours", "start");
        plot.hollow(LABELS + 60, 40, "c1");
        plot.text(LABELS + 70, 44, "reference", "start");
        for (int i = 0; i < results.size(); i++) {
            Result result = results.get(i);
            double y = TOP + ROW * (i + 0.5);
            plot.text(LABELS - 14, y + 4, shortened(result.id() + "  " + result.what()), "end");
            if (result.reference() != null)
                for (double value : result.reference().rounds()) plot.hollow(scale.applyAsDouble(value), y, "c1");
            for (double value : result.ours().rounds()) plot.point(scale.applyAsDouble(value), y, "c0");
        }
        return plot.end();
    }

    /** What something costs with ever more events: a line through the medians of each. */
    static String lines(String title, String axis, List<List<Result>> lines) {
        Plot plot = new Plot();
        int bottom = TOP + LINES_HEIGHT;
        plot.begin(title, bottom + BOTTOM + LEGEND * lines.size());
        LogScale across = LogScale.around(
                lines.stream().flatMap(List::stream).mapToDouble(Result::events), LEFT_AXIS, WIDTH - RIGHT);
        LogScale up = LogScale.around(
                lines.stream()
                        .flatMap(List::stream)
                        .flatMapToDouble(r -> r.ours().rounds().stream().mapToDouble(Double::doubleValue)),
                bottom,
                TOP);
        plot.upright(across, TOP - 6, bottom, "events");
        plot.level(up, LEFT_AXIS, WIDTH - RIGHT, axis);
        for (int i = 0; i < lines.size(); i++)
            plot.line(lines.get(i), across, up, "c" + i % COLOURS, bottom + BOTTOM + LEGEND * i);
        return plot.end();
    }

    private void line(List<Result> results, LogScale across, LogScale up, String colour, int legend) {
        StringBuilder points = new StringBuilder();
        for (Result result : results) {
            double x = across.applyAsDouble(result.events());
            points.append(
                    "%.1f,%.1f ".formatted(x, up.applyAsDouble(result.ours().median())));
            for (double value : result.ours().rounds()) point(x, up.applyAsDouble(value), colour);
        }
        svg.append("<polyline class='line %s' points='%s'/>\n"
                .formatted(colour, points.toString().strip()));
        point(LEFT_AXIS, legend, colour);
        String what = results.getFirst().what().replaceFirst(" (of|with) so many events( stored)?|, p50", "");
        text(LEFT_AXIS + 12, legend + 4, results.getFirst().id() + "  " + what, "start");
    }

    private static DoubleStream values(Result result) {
        DoubleStream ours = result.ours().rounds().stream().mapToDouble(Double::doubleValue);
        if (result.reference() == null) return ours;
        return DoubleStream.concat(ours, result.reference().rounds().stream().mapToDouble(Double::doubleValue));
    }

    private static String shortened(String text) {
        return text.length() <= 66 ? text : text.substring(0, 65) + "…";
    }

    private void begin(String title, int height) {
        svg.append("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d' height='%d' role='img'>\n"
                .formatted(WIDTH, height, WIDTH, height));
        svg.append("<title>").append(escaped(title)).append("</title>\n").append(STYLE);
        svg.append("<rect class='page' width='100%' height='100%'/>\n");
        svg.append("<text class='title' x='16' y='24'>").append(escaped(title)).append("</text>\n");
    }

    private void upright(LogScale scale, double top, double bottom, String axis) {
        for (double tick : scale.ticks()) {
            double x = scale.applyAsDouble(tick);
            grid(x, top, x, bottom);
            text(x, bottom + 16, LogScale.label(tick), "middle");
        }
        text((scale.start() + scale.end()) / 2, bottom + 34, axis, "middle");
    }

    private void level(LogScale scale, double left, double right, String axis) {
        for (double tick : scale.ticks()) {
            double y = scale.applyAsDouble(tick);
            grid(left, y, right, y);
            text(left - 8, y + 4, LogScale.label(tick), "end");
        }
        text(16, TOP - 14, axis, "start");
    }

    private void grid(double x1, double y1, double x2, double y2) {
        svg.append("<line class='grid' x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f'/>\n".formatted(x1, y1, x2, y2));
    }

    private void point(double x, double y, String colour) {
        svg.append("<circle class='%s' cx='%.1f' cy='%.1f' r='3.5' fill-opacity='0.6'/>\n".formatted(colour, x, y));
    }

    private void hollow(double x, double y, String colour) {
        svg.append("<path class='hollow %s' style='fill:none' d='M%.1f %.1fl4.5 -4.5l4.5 4.5l-4.5 4.5z'/>\n"
                .formatted(colour, x - 4.5, y));
    }

    private void text(double x, double y, String text, String anchor) {
        svg.append("<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>\n".formatted(x, y, anchor, escaped(text)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private String end() {
        return svg.append("</svg>\n").toString();
    }
}
