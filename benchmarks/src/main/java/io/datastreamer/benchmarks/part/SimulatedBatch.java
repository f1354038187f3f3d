package io.datastreamer.benchmarks.part;

import io.datastreamer.benchmarks.stage.SimulatedDocuments;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.Document;
import io.datastreamer.contract.RecordKind;
import java.util.ArrayList;
import java.util.List;

/** Batches as lanes take them from a journal: documents of one kind that share buffers of a frame's size. */
public final class SimulatedBatch {
    private static final int FRAME_BYTES = 16 * 1024;
    // of what the network writes, more than a third is usage
    private static final int RECORDS_FOR_ONE = 4;

    private SimulatedBatch() {}

    /** The first documents of the kind, oldest first. */
    public static Batch of(RecordKind kind, int documents) {
        List<Document> taken = SimulatedDocuments.of(documents * RECORDS_FOR_ONE).stream()
                .filter(document -> document.kind() == kind)
                .limit(documents)
                .toList();
        if (taken.size() < documents) {
            throw new IllegalStateException("the simulated network wrote only " + taken.size() + " of kind " + kind);
        }
        List<Batch.Item> items = new ArrayList<>(documents);
        byte[] frame = new byte[0];
        int at = 0;
        for (Document document : taken) {
            int json = document.jsonLength();
            int supplement = document.supplementLength();
            if (at + json + supplement > frame.length) {
                frame = new byte[FRAME_BYTES + json + supplement];
                at = 0;
            }
            System.arraycopy(document.content(), document.simKeyLength(), frame, at, json + supplement);
            items.add(new Batch.Item(
                    document.id(), document.eventType(), document.simKey(), frame, at, json, at + json, supplement));
            at += json + supplement;
        }
        return new Batch(taken.get(0).organisationId(), "stream-1", kind, items);
    }
}
