package io.datastreamer.tools.generate;

import io.datastreamer.tools.generate.LoadRecords.LoadRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the records of a {@link Load} to its files. */
final class RecordFiles implements AutoCloseable {
    private final Load load;
    private final OutputStream[] network;
    private final OutputStream[] billing;

    RecordFiles(Load load) throws IOException {
        this.load = load;
        this.network = open("network-records", "network");
        this.billing = open("billing-records", "billing");
    }

    void write() throws IOException {
        LoadRecords records = new LoadRecords(load);
        for (long i = 0; i < load.records(); i++) {
            LoadRecord record = records.next();
            OutputStream out = (record.isNetwork() ? network : billing)[record.sim() % load.files()];
            out.write(record.line());
            out.write('\n');
        }
    }

    @Override
    public void close() throws IOException {
        for (int i = 0; i < load.files(); i++) {
            network[i].close();
            billing[i].close();
        }
    }

    private OutputStream[] open(String directory, String name) throws IOException {
        Path dir = Files.createDirectories(load.out().resolve(directory));
        OutputStream[] files = new OutputStream[load.files()];
        for (int i = 0; i < files.length; i++) {
            Path file = dir.resolve(String.format("%s-%04d.jsonl", name, i));
            files[i] = new BufferedOutputStream(Files.newOutputStream(file), 1 << 18);
        }
        return files;
    }
}
