package io.datastreamer.benchmarks.chart;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Lines over common points, which stand side by side at equal distances; values on a logarithmic or a plain scale. */
public final class LineChart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 340;
    private static final int LEFT = 70;
    private static final int RIGHT = 110;
    private static final int TOP = 46;
    private static final int BOTTOM = 56;
    private static final int STEPS = 4;
    private static final int NAME_HEIGHT = 16;

    private final String title;
    private final String below;
    private final List<String> points;
    private final boolean isLogarithmic;
    private final double least;
    private final double most;

    /** A line with a value for each point. */
    public record Line(String name, List<Double> values) {}

    private LineChart(String title, String below, List<String> points, boolean isLogarithmic, List<Line> lines) {
        this.title = title;
        this.below = below;
        this.points = points;
        this.isLogarithmic = isLogarithmic;
        double highest = lines.stream()
                .flatMap(line -> line.values().stream())
                .mapToDouble(value -> value)
                .max()
                .orElse(1);
        double lowest = lines.stream()
                .flatMap(line -> line.values().stream())
                .mapToDouble(value -> value)
                .min()
                .orElse(0);
        most = isLogarithmic ? Math.pow(10, Math.ceil(Math.log10(highest))) : highest * 1.05;
        least = isLogarithmic ? Math.pow(10, Math.floor(Math.log10(Math.max(lowest, 1e-3)))) : 0;
    }

    /**
     * The picture, as text.
     *
     * @param below what the points are
     * @param points what stands below each
     * @param isLogarithmic whether equal distances are equal ratios; values must be above 0 then
     */
    public static String of(String title, String below, List<String> points, boolean isLogarithmic, List<Line> lines) {
        return new LineChart(title, below, points, isLogarithmic, lines).draw(lines);
    }

    private String draw(List<Line> lines) {
        Svg svg = new Svg(WIDTH, HEIGHT, title);
        svg.text(10, 24, "start", "title", title);
        grid(svg);
        for (int i = 0; i < points.size(); i++) {
            svg.text(x(i), HEIGHT - BOTTOM + 20, "middle", "small", points.get(i));
        }
        svg.text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 12, "middle", "small", below);
        for (int i = 0; i < lines.size(); i++) {
            draw(svg, lines.get(i), "s" + i % Svg.COLOURS);
        }
        names(svg, lines);
        return svg.toString();
    }

    private void grid(Svg svg) {
        if (isLogarithmic) {
            for (double value = least; value <= most * 1.001; value *= 10) {
                rule(svg, value);
            }
        } else {
            for (int i = 0; i <= STEPS; i++) {
                rule(svg, most * i / STEPS);
            }
        }
        svg.line(LEFT, y(least), WIDTH - RIGHT, y(least), "axis");
    }

    private void rule(Svg svg, double value) {
        svg.line(LEFT, y(value), WIDTH - RIGHT, y(value), "grid");
        String format = value >= 10 || value == 0 ? "%,.0f" : "%.1f";
        svg.text(LEFT - 8, y(value) + 4, "end", "small", String.format(Locale.ROOT, format, value));
    }

    private void draw(Svg svg, Line line, String style) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < line.values().size(); i++) {
            path.append(String.format(
                    Locale.ROOT, "%.1f,%.1f ", x(i), y(line.values().get(i))));
        }
        svg.polyline(path.toString().strip(), "line " + style);
        for (int i = 0; i < line.values().size(); i++) {
            svg.dot(x(i), y(line.values().get(i)), style);
        }
    }

    // at the ends of the lines, from the top down, each below the one before
    private void names(Svg svg, List<Line> lines) {
        double free = 0;
        for (int i : IntStream.range(0, lines.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> y(last(lines.get(i)))))
                .toList()) {
            double at = Math.max(free, y(last(lines.get(i))));
            svg.text(
                    x(points.size() - 1) + 12,
                    at + 4,
                    "start",
                    "s" + i % Svg.COLOURS,
                    lines.get(i).name());
            free = at + NAME_HEIGHT;
        }
    }

    private static double last(Line line) {
        return line.values().get(line.values().size() - 1);
    }

    private double x(int point) {
        double width = WIDTH - LEFT - RIGHT - 40;
        return LEFT + 20 + (points.size() < 2 ? width / 2 : width * point / (points.size() - 1));
    }

    private double y(double value) {
        double share = isLogarithmic
                ? (Math.log10(Math.max(value, least)) - Math.log10(least)) / (Math.log10(most) - Math.log10(least))
                : value / most;
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }
}
