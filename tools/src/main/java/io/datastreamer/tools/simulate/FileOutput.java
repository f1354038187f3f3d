package io.datastreamer.tools.simulate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes a JSON Lines file for each place, {@code network-records.jsonl} and so on; for network elements {@code
 * radius-detail/detail}, {@code 3gpp-cdr/pgw.cdr}, and {@code osmo-sgsn-cdr/MCC-MNC.csv} for each visited network.
 */
public final class FileOutput implements Output {
    private final Path directory;
    private final Map<Place, OutputStream> files = new EnumMap<>(Place.class);
    private final Map<Path, OutputStream> ofElements = new HashMap<>();

    /**
     * Creates the files anew.
     *
     * @throws IOException when the directory or a file cannot be created
     */
    public FileOutput(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(directory);
        for (Place place : Place.values()) {
            if (place.isOfElement()) {
                clear(directory.resolve(place.topic()));
                continue;
            }
            Path file = directory.resolve(place.topic() + ".jsonl");
            files.put(place, new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
        }
    }

    @Override
    public void write(SimulatedRecord record) throws IOException {
        OutputStream file = record.place().isOfElement() ? ofElement(record) : files.get(record.place());
        if (file != null) {
            file.write(record.bytes());
            if (record.place().isText()) {
                file.write('\n');
            }
        }
    }

    private OutputStream ofElement(SimulatedRecord record) throws IOException {
        Path folder = directory.resolve(record.place().topic());
        Path file = folder.resolve(
                switch (record.place()) {
                    case RADIUS_DETAIL -> "detail";
                    case THREE_GPP_CDR -> "pgw.cdr";
                    case OSMO_SGSN_CDR, NETWORK_RECORDS, BILLING_RECORDS, SIMS, CATALOG -> record.key() + ".csv";
                });
        OutputStream out = ofElements.get(file);
        if (out == null) {
            Files.createDirectories(folder);
            out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
            ofElements.put(file, out);
        }
        return out;
    }

    private static void clear(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> old = Files.list(directory)) {
                for (Path file : old.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void flush() throws IOException {
        for (OutputStream file : all()) {
            file.flush();
        }
    }

    @Override
    public void close() throws IOException {
        for (OutputStream file : all()) {
            file.close();
        }
    }

    private List<OutputStream> all() {
        List<OutputStream> all = new ArrayList<>(files.values());
        all.addAll(ofElements.values());
        return all;
    }
}
