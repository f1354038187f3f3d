package io.datastreamer.job;

import io.datastreamer.job.record.RawRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Raw records of every event type and usage case, and the documents that they must become, byte for byte. */
final class GoldenFiles {
    private GoldenFiles() {}

    static List<RawRecord> networkRecords() {
        return lines("/golden/network-records.jsonl", "/golden/event-records.jsonl");
    }

    static List<RawRecord> billingRecords() {
        return lines("/golden/billing-records.jsonl", "/golden/usage-records.jsonl");
    }

    static List<RawRecord> sims() {
        return lines("/golden/sims.jsonl", "/golden/event-sims.jsonl");
    }

    static List<RawRecord> catalog() {
        return lines("/golden/catalog.jsonl");
    }

    /** The documents of events in one line each, by the name of their file. */
    static Map<String, String> events() {
        Map<String, String> events = files("/golden/events");
        for (String sample : List.of(
                "event_update_location.json",
                "event_delete_pdp_context.json",
                "event_user_authentication_failed.json")) {
            events.put(sample, Lines.compact(Lines.text("/golden/" + sample)));
        }
        return events;
    }

    /** The documents of usage in one line each, by the name of their file. */
    static Map<String, String> usage() {
        Map<String, String> usage = files("/golden/usage");
        usage.put("usage_data.json", Lines.compact(Lines.text("/golden/usage_data.json")));
        return usage;
    }

    /** The same documents of events in the second form. */
    static Map<String, String> secondEvents() {
        return files("/golden/v2/events");
    }

    /** The same documents of usage in the second form. */
    static Map<String, String> secondUsage() {
        return files("/golden/v2/usage");
    }

    /** The same documents as CloudEvents. */
    static Map<String, String> cloudEvents() {
        Map<String, String> events = files("/golden/cloudevents/events");
        events.putAll(files("/golden/cloudevents/usage"));
        return events;
    }

    private static Map<String, String> files(String folder) {
        TreeMap<String, String> documents = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of(
                Objects.requireNonNull(GoldenFiles.class.getResource(folder)).toURI()))) {
            for (Path file : files.toList()) {
                documents.put(file.getFileName().toString(), Lines.compact(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return documents;
    }

    private static List<RawRecord> lines(String... resources) {
        List<RawRecord> lines = new ArrayList<>();
        for (String resource : resources) {
            lines.addAll(Lines.of(resource));
        }
        return lines;
    }
}
