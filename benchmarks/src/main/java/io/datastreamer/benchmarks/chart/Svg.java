package io.datastreamer.benchmarks.chart;

import java.util.Locale;

/** The text of a picture, element by element. Its colours follow what the reader prefers, light or dark. */
final class Svg {
    /** Classes of a series' colour, {@code s0} and so on; then they begin again. */
    static final int COLOURS = 4;

    private static final String STYLE = """
            <style>
            text { font: 13px system-ui, sans-serif; fill: #24292f }
            .title { font-size: 15px; font-weight: 600 }
            .small { font-size: 12px; fill: #57606a }
            .axis { stroke: #8c959f; stroke-width: 1 }
            .grid { stroke: #d0d7de; stroke-width: 1 }
            .spread { stroke: #24292f; stroke-width: 1.5 }
            .line { fill: none; stroke-width: 2 }
            .frame { fill-opacity: .3; stroke-width: .5; stroke-opacity: .6 }
            .within { font: 11px ui-monospace, monospace }
            .s0 { fill: #0969da; stroke: #0969da } .s1 { fill: #bf8700; stroke: #bf8700 }
            .s2 { fill: #1a7f37; stroke: #1a7f37 } .s3 { fill: #cf222e; stroke: #cf222e }
            text.s0, text.s1, text.s2, text.s3 { stroke: none }
            .line.s0, .line.s1, .line.s2, .line.s3 { fill: none }
            @media (prefers-color-scheme: dark) {
            text { fill: #e6edf3 } .small { fill: #9198a1 } .axis { stroke: #6e7681 } .grid { stroke: #30363d }
            .spread { stroke: #e6edf3 }
            .s0 { fill: #4493f8; stroke: #4493f8 } .s1 { fill: #d29922; stroke: #d29922 }
            .s2 { fill: #3fb950; stroke: #3fb950 } .s3 { fill: #f85149; stroke: #f85149 }
            .line.s0, .line.s1, .line.s2, .line.s3 { fill: none }
            }
            </style>
            """;

    private final StringBuilder text = new StringBuilder();

    Svg(int width, int height, String title) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">%n",
                width, height, width, height);
        add("<title>%s</title>%n", escaped(title));
        text.append(STYLE);
    }

    Svg text(double x, double y, String anchor, String style, String words) {
        return add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>%n",
                x, y, anchor, style, escaped(words));
    }

    Svg line(double x1, double y1, double x2, double y2, String style) {
        return add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>%n", x1, y1, x2, y2, style);
    }

    Svg bar(double x, double y, double width, double height, String style) {
        return add(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\" class=\"%s\"/>%n",
                x, y, width, height, style);
    }

    /** A bar with words in it, and more of them for who points at it. */
    Svg frame(double x, double y, double width, double height, String style, String words, String hint) {
        add("<g><title>%s</title>", escaped(hint));
        add(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"frame %s\"/>",
                x, y, width, height, style);
        if (!words.isEmpty()) {
            add("<text x=\"%.1f\" y=\"%.1f\" class=\"within\">%s</text>", x + 3, y + height - 4, escaped(words));
        }
        return add("</g>%n");
    }

    Svg dot(double x, double y, String style) {
        return add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" class=\"%s\"/>%n", x, y, style);
    }

    /** @param points coordinates with spaces between */
    Svg polyline(String points, String style) {
        return add("<polyline points=\"%s\" class=\"%s\"/>%n", points, style);
    }

    private Svg add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
        return this;
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String toString() {
        return text + "</svg>\n";
    }
}
