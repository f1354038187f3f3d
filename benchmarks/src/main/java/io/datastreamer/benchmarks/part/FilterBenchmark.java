package io.datastreamer.benchmarks.part;

import io.datastreamer.benchmarks.stage.SimulatedDocuments;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.Document;
import io.datastreamer.contract.Filters;
import io.datastreamer.contract.Iccids;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.Severity;
import io.datastreamer.job.deliver.journal.DocumentFilter;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Events a second that are asked whether they pass a filter; each filter looks at the whole of what it asks for. */
public class FilterBenchmark extends SinglePart {
    private static final int EVENTS = 6_000;

    /** What is filtered. */
    @Param({"nothing", "severity", "alert", "tags", "iccids", "countries", "all"})
    private String by = "all";

    private final List<Batch.Item> items = SimulatedDocuments.of(2 * EVENTS).stream()
            .filter(document -> document.kind() == RecordKind.EVENT)
            .limit(EVENTS)
            .map(FilterBenchmark::item)
            .toList();

    private DocumentFilter filter = DocumentFilter.all(RecordKind.EVENT);

    /** Makes the filter; most events pass those of severity and alert. */
    @Setup
    public void filter() {
        Filters severity = Filters.NONE.withSeverities(Set.of(Severity.INFO));
        Filters alert = Filters.NONE.withAlert(false);
        Filters tags = Filters.NONE.withTags(Set.of("north", "meters of the third generation"));
        Filters iccids = Filters.NONE.withIccids(Iccids.of(LongStream.range(0, 1_000)
                .mapToObj(i -> String.valueOf(8_988_303_000_000_000_000L + 7 * i))
                .toList()));
        Filters countries = Filters.NONE.withCountries(Set.of("zz", "xx"));
        filter = DocumentFilter.of(
                RecordKind.EVENT,
                switch (by) {
                    case "nothing" -> Filters.NONE;
                    case "severity" -> severity;
                    case "alert" -> alert;
                    case "tags" -> tags;
                    case "iccids" -> iccids;
                    case "countries" -> countries;
                    // all of them are looked for, and the last one lets nothing pass
                    case "all" -> severity.withAlert(false).withCountries(Set.of("zz"));
                    default -> throw new IllegalArgumentException(by);
                });
    }

    private static Batch.Item item(Document document) {
        byte[] json = document.json();
        return new Batch.Item(
                document.id(), document.eventType(), document.simKey(), json, 0, json.length, json.length, 0);
    }

    /** Asks for each event. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int pass() {
        int passed = 0;
        for (Batch.Item item : items) {
            passed += filter.passes(item) ? 1 : 0;
        }
        return passed;
    }
}
