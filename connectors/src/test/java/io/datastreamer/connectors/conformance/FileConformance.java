package io.datastreamer.connectors.conformance;

import io.datastreamer.connectors.spi.Batch;
import java.util.List;
import java.util.regex.Pattern;

/** The suite for a place that keeps each batch as a file, with CSV in the request. */
public abstract class FileConformance extends IntegrationConformance {
    private static final Pattern ROW = Pattern.compile("(?m)^\"([0-9]+)\",");

    @Override
    protected final Batch documents(long... ids) {
        return Documents.named(Documents.batch(ids), "events_20260101_000000.csv", true);
    }

    @Override
    protected final List<Long> idsIn(Received request) {
        return ROW.matcher(request.text())
                .results()
                .map(row -> Long.valueOf(row.group(1)))
                .toList();
    }
}
