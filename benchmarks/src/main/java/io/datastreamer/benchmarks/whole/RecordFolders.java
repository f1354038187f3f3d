package io.datastreamer.benchmarks.whole;

import io.datastreamer.tools.generate.Load;
import io.datastreamer.tools.generate.LoadRecords;
import io.datastreamer.tools.generate.LoadRecords.LoadRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Two directories of raw records, whose ids count up without a gap. Files are written beside them and moved in when they
 * are to be seen: two of each kind at a time, a SIM's records all in those of one number.
 */
final class RecordFolders implements Contestant.Input {
    private static final int FILES = 2;

    private final Path network;
    private final Path billing;
    private final Path aside;
    private final LoadRecords records;
    private long nextId = LoadRecords.FIRST_RECORD_ID;
    private int moved;

    RecordFolders(Load load, Path dir) throws IOException {
        network = Files.createDirectory(dir.resolve("network"));
        billing = Files.createDirectory(dir.resolve("billing"));
        aside = Files.createDirectory(dir.resolve("aside"));
        records = new LoadRecords(load);
    }

    Path network() {
        return network;
    }

    Path billing() {
        return billing;
    }

    @Override
    public long nextId() {
        return nextId;
    }

    @Override
    public void hold(int count) throws IOException {
        List<OutputStream> networkFiles = open("network");
        List<OutputStream> billingFiles = open("billing");
        for (int i = 0; i < count; i++) {
            LoadRecord record = records.next();
            nextId++;
            OutputStream out = (record.isNetwork() ? networkFiles : billingFiles).get(record.sim() % FILES);
            out.write(record.line());
            out.write('\n');
        }
        for (List<OutputStream> files : List.of(networkFiles, billingFiles)) {
            for (OutputStream file : files) {
                file.close();
            }
        }
    }

    @Override
    public void release() throws IOException {
        for (int i = 0; i < FILES; i++) {
            move("network", i, network);
            move("billing", i, billing);
        }
        moved++;
    }

    private List<OutputStream> open(String kind) throws IOException {
        List<OutputStream> files = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            files.add(new BufferedOutputStream(Files.newOutputStream(aside.resolve(kind + i)), 1 << 18));
        }
        return files;
    }

    private void move(String kind, int number, Path to) throws IOException {
        Path target = to.resolve(String.format(Locale.ROOT, "%06d-%d.jsonl", moved, number));
        Files.move(aside.resolve(kind + number), target, StandardCopyOption.ATOMIC_MOVE);
    }
}
