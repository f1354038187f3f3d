package io.datastreamer.benchmarks.rival;

import io.datastreamer.benchmarks.stage.BareDecoding;
import io.datastreamer.benchmarks.stage.BareJoin;
import io.datastreamer.job.record.CatalogEntry;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.Sim;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads SIMs and catalog, all of them at the start. */
public final class Reference {
    private Reference() {}

    /** What the directory has, to join records with. */
    public static BareJoin read(Path dir) throws IOException {
        BareDecoding decoding = new BareDecoding();
        List<CatalogEntry> catalog = new ArrayList<>();
        List<Sim> sims = new ArrayList<>();
        lines(dir.resolve("catalog.jsonl"), raw -> catalog.add(decoding.catalogEntry(raw)));
        lines(dir.resolve("sims.jsonl"), raw -> sims.add(decoding.sim(raw).asSim()));
        return new BareJoin(catalog, sims);
    }

    /** Each line as a raw record of a file. */
    static void lines(Path file, Consumer<RawRecord> each) throws IOException {
        String source = file.toString();
        try (BufferedReader in = Files.newBufferedReader(file, UTF_8)) {
            long number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                long now = System.currentTimeMillis();
                each.accept(new RawRecord(line.getBytes(UTF_8), null, source, number++, now, null));
            }
        }
    }
}
