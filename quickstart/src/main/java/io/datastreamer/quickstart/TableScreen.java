package io.datastreamer.quickstart;

import java.io.PrintStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows a table that refreshes in place, on terminals that support ANSI control sequences (ECMA-48). */
final class TableScreen implements Screen {
    private static final DateTimeFormatter NETWORK_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String CLEAR_TO_END_OF_LINE = "\u001b[K";
    private static final String ROW = "%-10s  %-21s  %-11s  %6s  %8s  %9s  %5s";

    private final PrintStream out;
    private final int columns;
    private int linesShown;

    /** @param columns the terminal's width: lines are cut there, because a wrapped line could not be overwritten */
    TableScreen(PrintStream out, int columns) {
        this.out = out;
        this.columns = columns;
    }

    @Override
    public void show(View view) {
        List<String> lines = lines(view);
        StringBuilder text = new StringBuilder(toTop());
        for (String line : lines) {
            text.append(line, 0, Math.min(line.length(), columns - 1))
                    .append(CLEAR_TO_END_OF_LINE)
                    .append('\n');
        }
        out.print(text);
        out.flush();
        linesShown = lines.size();
    }

    @Override
    public void say(String line) {
        // the line overwrites the view, which is drawn again below it
        out.print(toTop() + "\u001b[J" + line + '\n');
        out.flush();
        linesShown = 0;
    }

    private String toTop() {
        return linesShown == 0 ? "" : "\u001b[" + linesShown + "A";
    }

    private static List<String> lines(View view) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(format(
                "running %d:%02d   simulated time %s   Flink's pages: %s",
                view.sinceStart().toMinutes(),
                view.sinceStart().toSecondsPart(),
                NETWORK_TIME.format(view.networkTime()),
                view.webPages()));
        lines.add(format(
                "in   %,d network records, %,d billing records, %,d of them damaged",
                view.networkRecords(), view.billingRecords(), view.damaged()));
        lines.add(format("out  %,d documents, %,d rejected", view.documents(), view.rejected()));
        lines.add("");
        lines.add(format(ROW, "STREAM", "RECEIVER", "STATE", "REMOTE", "PRODUCED", "DELIVERED", "LAG"));
        for (View.Row row : view.rows()) {
            lines.add(format(
                    ROW,
                    row.streamId(),
                    row.receiver(),
                    row.state(),
                    row.remoteStatus() == 0 ? "-" : row.remoteStatus(),
                    row.balance().expected(),
                    row.balance().delivered(),
                    row.lagSeconds() + " s"));
        }
        lines.add("");
        lines.add(format("yours: %,d documents at %s", view.spareDocuments(), view.spareUrl()));
        lines.add("");
        return lines;
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
