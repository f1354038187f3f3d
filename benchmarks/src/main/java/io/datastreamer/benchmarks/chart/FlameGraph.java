package io.datastreamer.benchmarks.chart;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Stacks above each other: a frame is as wide as it was often seen, and stands on the one that called it. What is seen
 * less often than three in a thousand is left out. A name may begin with a package: {@code package/Class.method}.
 */
public final class FlameGraph {
    private static final int WIDTH = 1200;
    private static final int TOP = 46;
    private static final int ROW = 17;
    private static final double LEAST = 0.003;
    private static final double LETTER = 6.6;

    private final String name;
    private final TreeMap<String, FlameGraph> callees = new TreeMap<>();
    private long samples;

    private FlameGraph(String name) {
        this.name = name;
    }

    /** A graph of nothing yet. */
    public static FlameGraph empty() {
        return new FlameGraph("all");
    }

    /** Adds a stack that was seen so often, the outermost frame first. */
    public void add(List<String> frames, long seen) {
        FlameGraph at = this;
        at.samples += seen;
        for (String frame : frames) {
            at = at.callees.computeIfAbsent(frame, FlameGraph::new);
            at.samples += seen;
        }
    }

    /**
     * The picture, as text.
     *
     * @param colour of a frame by its name: a number of {@link Svg#COLOURS}
     */
    public String draw(String title, ToIntFunction<String> colour) {
        int depth = depth(LEAST * samples);
        Svg svg = new Svg(WIDTH, TOP + ROW * depth + 10, title);
        svg.text(10, 24, "start", "title", title);
        draw(svg, colour, 0, TOP + ROW * (depth - 1), (double) WIDTH / Math.max(1, samples), samples);
        return svg.toString();
    }

    private int depth(double least) {
        return 1
                + callees.values().stream()
                        .filter(each -> each.samples >= least)
                        .mapToInt(each -> each.depth(least))
                        .max()
                        .orElse(0);
    }

    private void draw(Svg svg, ToIntFunction<String> colour, double x, double y, double scale, long all) {
        double width = samples * scale;
        String share = String.format(Locale.ROOT, "%s: %.1f %%", name, 100.0 * samples / Math.max(1, all));
        int letters = (int) (width / LETTER) - 1;
        String last = name.substring(name.lastIndexOf('/') + 1);
        String words = letters < 3 ? "" : last.length() <= letters ? last : last.substring(0, letters - 1) + "…";
        svg.frame(x, y, width, ROW - 1, "s" + colour.applyAsInt(name), words, share);
        double left = x;
        for (FlameGraph callee : callees.values()) {
            if (callee.samples >= LEAST * all) {
                callee.draw(svg, colour, left, y - ROW, scale, all);
            }
            left += callee.samples * scale;
        }
    }
}
