package io.datastreamer.benchmarks.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of results under names of columns. The first column is text, the others texts or numbers. */
public final class Table {
    private final String title;
    private final List<String> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    Table(String title, List<String> columns) {
        this.title = title;
        this.columns = List.copyOf(columns);
    }

    /** Adds a row: a {@link Number} or a {@link String} for each column. */
    public void row(Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(
                    title + ": " + columns.size() + " columns, and " + values.length + " values");
        }
        rows.add(List.of(values));
    }

    String title() {
        return title;
    }

    List<String> columns() {
        return columns;
    }

    List<List<Object>> rows() {
        return rows;
    }

    void print(PrintStream out) {
        int[] widths = new int[columns.size()];
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns);
        rows.forEach(row -> lines.add(row.stream().map(Table::format).toList()));
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        out.println(title);
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder("  ");
            for (int i = 0; i < widths.length; i++) {
                String padding = " ".repeat(widths[i] - line.get(i).length());
                text.append(i == 0 ? line.get(i) + padding : "  " + padding + line.get(i));
            }
            out.println(text.toString().stripTrailing());
        }
        out.println();
    }

    /** A value as people read it: whole numbers from a thousand on with commas, others with three digits that count. */
    public static String format(Object value) {
        if (!(value instanceof Number number)) {
            return String.valueOf(value);
        }
        double d = number.doubleValue();
        if (Double.isNaN(d)) {
            return "-";
        }
        if (value instanceof Long || value instanceof Integer || Math.abs(d) >= 1000) {
            return String.format(Locale.ROOT, "%,d", Math.round(d));
        }
        return String.format(Locale.ROOT, Math.abs(d) >= 100 ? "%.0f" : Math.abs(d) >= 10 ? "%.1f" : "%.2f", d);
    }
}
