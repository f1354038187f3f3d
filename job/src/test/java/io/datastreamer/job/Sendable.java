package io.datastreamer.job;

import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.Document;
import java.util.List;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Makes documents as lanes pass them to clients: within a larger buffer. */
final class Sendable {
    private static final int AROUND = 7;

    private Sendable() {}

    /** A batch of one document. */
    static Batch batch(Document document) {
        byte[] json = document.json();
        byte[] supplement = document.supplement();
        byte[] buffer = new byte[AROUND + json.length + supplement.length + AROUND];
        System.arraycopy(json, 0, buffer, AROUND, json.length);
        System.arraycopy(supplement, 0, buffer, AROUND + json.length, supplement.length);
        Batch.Item item = new Batch.Item(
                document.id(),
                document.eventType(),
                document.simKey(),
                buffer,
                AROUND,
                json.length,
                AROUND + json.length,
                supplement.length);
        return new Batch(document.organisationId(), "stream-1", document.kind(), List.of(item));
    }

    /** The document in a form. */
    static String json(Form form, Document document) {
        Batch.Item item = form.of(batch(document)).items().get(0);
        return new String(item.buffer(), item.offset(), item.length(), UTF_8);
    }
}
