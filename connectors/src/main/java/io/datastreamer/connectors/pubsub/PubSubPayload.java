package io.datastreamer.connectors.pubsub;

import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.form.MessageAttributes;
import io.datastreamer.connectors.http.Slices;
import io.datastreamer.connectors.spi.Batch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import static java.nio.charset.StandardCharsets.UTF_8;

/** A batch as one call: {@code {"messages":[{"orderingKey":…,"attributes":…,"data":…},…]}}, a message for each document. */
public final class PubSubPayload implements Slices {
    private static final byte[] OPEN = "{\"messages\":[".getBytes(UTF_8);
    private static final byte[] COMMA = ",".getBytes(UTF_8);
    private static final byte[] END_OF_MESSAGE = "\"}".getBytes(UTF_8);
    private static final byte[] CLOSE = "]}".getBytes(UTF_8);

    private final List<byte[]> parts = new ArrayList<>();
    private final long length;

    /**
     * Creates the call that publishes the documents of a batch.
     *
     * @param ordered whether messages have an ordering key: the SIM's ICCID, or else the organisation's id
     */
    public PubSubPayload(Batch documents, Form form, boolean ordered) {
        Batch batch = form.of(documents);
        byte[] before = OPEN;
        for (Batch.Item item : batch.items()) {
            parts.add(before);
            parts.add(head(batch, item, form, ordered).getBytes(UTF_8));
            ByteBuffer data = Base64.getEncoder().encode(ByteBuffer.wrap(item.buffer(), item.offset(), item.length()));
            parts.add(data.array());
            parts.add(END_OF_MESSAGE);
            before = COMMA;
        }
        parts.add(CLOSE);
        this.length = parts.stream().mapToLong(part -> part.length).sum();
    }

    private static String head(Batch batch, Batch.Item item, Form form, boolean ordered) {
        String key = item.simKey().isEmpty() ? Long.toString(batch.organisationId()) : item.simKey();
        String attributes = MessageAttributes.of(form, batch.kind(), item).entrySet().stream()
                .map(each -> "\"" + each.getKey() + "\":\"" + each.getValue() + "\"")
                .collect(Collectors.joining(","));
        return "{" + (ordered ? "\"orderingKey\":\"" + key + "\"," : "") + "\"attributes\":{" + attributes
                + "},\"data\":\"";
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public <E extends Exception> void forEach(Sink<E> sink) throws E {
        for (byte[] part : parts) {
            sink.accept(part, 0, part.length);
        }
    }
}
