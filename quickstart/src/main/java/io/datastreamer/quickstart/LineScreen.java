package io.datastreamer.quickstart;

import java.io.PrintStream;
import java.time.Duration;
import java.util.stream.Collectors;

/** Prints a line from time to time, for files and simple terminals. */
final class LineScreen implements Screen {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final PrintStream out;
    private Duration next = Duration.ZERO;
    private String states = "";

    LineScreen(PrintStream out) {
        this.out = out;
    }

    /** Prints when it is time, or when a data stream's state has changed. */
    @Override
    public void show(View view) {
        String now = view.rows().stream().map(View.Row::state).collect(Collectors.joining(" "));
        if (view.sinceStart().compareTo(next) < 0 && now.equals(states)) {
            return;
        }
        states = now;
        next = view.sinceStart().plus(EVERY);
        say(view.sinceStart().toSeconds() + " s: in " + (view.networkRecords() + view.billingRecords()) + ", out "
                + view.documents() + ", rejected " + view.rejected()
                + view.rows().stream().map(LineScreen::row).collect(Collectors.joining())
                + (view.spareDocuments() == 0 ? "" : "; yours " + view.spareDocuments()));
    }

    @Override
    public void say(String line) {
        out.println(line);
    }

    private static String row(View.Row row) {
        return "; " + row.streamId() + " " + row.state() + " " + row.remoteStatus() + " "
                + row.balance().delivered() + "/" + row.balance().expected() + " lag " + row.lagSeconds() + " s";
    }
}
