package io.datastreamer.connectors.conformance;

import io.datastreamer.connectors.Batch;
import io.datastreamer.contract.RecordKind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Batches for tests: documents with the given ids, in one shared buffer with other bytes between them. */
public final class Documents {
    private static final byte[] GAP = "\0gap\0".getBytes(StandardCharsets.UTF_8);

    private Documents() {}

    /** The JSON of the document with this id. */
    public static String json(long id) {
        return "{\"id\":" + id + ",\"alert\":false,\"description\":\"Zürich\",\"event_type\":{\"id\":1}}";
    }

    public static Batch batch(long... ids) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int[] offsets = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            bytes.writeBytes(GAP);
            offsets[i] = bytes.size();
            bytes.writeBytes(json(ids[i]).getBytes(StandardCharsets.UTF_8));
        }
        bytes.writeBytes(GAP);
        byte[] buffer = bytes.toByteArray();
        List<Batch.Item> items = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            int length = json(ids[i]).getBytes(StandardCharsets.UTF_8).length;
            items.add(new Batch.Item(ids[i], 1, "8988303000000000001", buffer, offsets[i], length, 0, 0));
        }
        return new Batch(7, "stream-1", RecordKind.EVENT, items);
    }
}
