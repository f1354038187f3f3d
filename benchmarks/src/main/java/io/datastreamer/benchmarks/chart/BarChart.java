package io.datastreamer.benchmarks.chart;

import java.util.List;
import java.util.Locale;

/** Bars from left to right, one below the other, each with its value, and the lowest and highest of what it stands for. */
public final class BarChart {
    private static final int WIDTH = 720;
    private static final int LEFT = 170;
    private static final int RIGHT = 90;
    private static final int TOP = 46;
    private static final int ROW = 40;
    private static final int THICKNESS = 22;

    private BarChart() {}

    /** A bar; lowest and highest are the ends of what is drawn over it. */
    public record Bar(String name, double value, double lowest, double highest) {}

    /** The picture, as text. */
    public static String of(String title, List<Bar> bars) {
        double most = bars.stream().mapToDouble(Bar::highest).max().orElse(1);
        Svg svg = new Svg(WIDTH, TOP + ROW * bars.size() + 10, title);
        svg.text(10, 24, "start", "title", title);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double y = TOP + ROW * i;
            double middle = y + THICKNESS / 2.0;
            svg.text(LEFT - 12, middle + 4, "end", "name", bar.name());
            svg.bar(LEFT, y, x(bar.value(), most) - LEFT, THICKNESS, "s" + i % Svg.COLOURS);
            svg.line(x(bar.lowest(), most), middle, x(bar.highest(), most), middle, "spread");
            for (double end : new double[] {bar.lowest(), bar.highest()}) {
                svg.line(x(end, most), middle - 4, x(end, most), middle + 4, "spread");
            }
            double behind = Math.max(x(bar.highest(), most), x(bar.value(), most));
            svg.text(behind + 8, middle + 4, "start", "small", String.format(Locale.ROOT, "%,.0f", bar.value()));
        }
        svg.line(LEFT, TOP - 6, LEFT, TOP + ROW * bars.size(), "axis");
        return svg.toString();
    }

    private static double x(double value, double most) {
        return LEFT + value / most * (WIDTH - LEFT - RIGHT);
    }
}
