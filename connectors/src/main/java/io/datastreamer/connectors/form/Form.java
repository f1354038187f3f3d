package io.datastreamer.connectors.form;

import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.contract.RecordKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The setting {@code format} of a data stream: the form in which its receiver gets documents. */
public enum Form {
    /** As journals keep them. */
    V1("v1", 1, 1),
    /** With times by RFC 3339, and members of usage that {@code v1} lacks. */
    V2("v2", 2, 3),
    /** Form {@code v2}, each document in an envelope of CloudEvents 1.0. */
    CLOUDEVENTS("cloudevents", 2, 5);

    /** The setting. */
    public static final SettingsField FIELD = field(V1, V2, CLOUDEVENTS);

    private final String word;
    private final int parts;
    private final int ofParts;

    Form(String word, int parts, int ofParts) {
        this.word = word;
        this.parts = parts;
        this.ofParts = ofParts;
    }

    private static SettingsField field(Form... forms) {
        List<String> words = Stream.of(forms).map(form -> form.word).toList();
        return SettingsField.choice("format", V1.word, words).asAdvanced();
    }

    /**
     * Reads the setting.
     *
     * @param field the setting above
     * @throws SettingsException when there is no such form
     */
    public static Form read(SettingsReader reader, SettingsField field) throws SettingsException {
        String word = reader.choice(field);
        Form form = named(word);
        if (form == null) {
            throw new IllegalStateException("a choice that is no form: " + word);
        }
        return form;
    }

    /** The form with this name; null if there is none. */
    public static @Nullable Form named(String word) {
        for (Form form : values()) {
            if (form.word.equals(word)) {
                return form;
            }
        }
        return null;
    }

    /**
     * Reduces limits for a form that makes batches larger: bytes are counted in the form that journals keep, so that
     * fewer documents are taken.
     */
    public Limits limits(Limits limits) {
        return new Limits(
                limits.maxRecords(),
                Math.max(1, limits.maxBytes() / ofParts * parts),
                limits.linger(),
                limits.window(),
                limits.oneOfEachSim());
    }

    /** The most bytes that documents of this size in {@code v1} have in this form, except for very small ones. */
    public long bytes(long jsonBytes) {
        return jsonBytes / parts * ofParts;
    }

    /** How much extra heap documents take in this form; none for {@code v1}. */
    public long heap(long jsonBytes) {
        return this == V1 ? 0 : bytes(jsonBytes);
    }

    /** A batch's documents in this form, in a new buffer and without supplements; {@code v1} as it is. */
    public Batch of(Batch batch) {
        return switch (this) {
            case V1 -> batch;
            case V2 -> made(batch, (item, out) -> writeSecond(batch.kind(), item, out));
            case CLOUDEVENTS -> made(batch, new CloudEvents(batch)::write);
        };
    }

    private Batch made(Batch batch, BiConsumer<Batch.Item, JsonBytes> write) {
        JsonBytes out = new JsonBytes((int) Math.min(bytes(batch.jsonBytes()) + 256, 1 << 30));
        List<Batch.Item> items = batch.items();
        int[] ends = new int[items.size()];
        for (int i = 0; i < ends.length; i++) {
            write.accept(items.get(i), out);
            ends[i] = out.length();
        }
        List<Batch.Item> made = new ArrayList<>(ends.length);
        int start = 0;
        for (int i = 0; i < ends.length; i++) {
            Batch.Item item = items.get(i);
            made.add(new Batch.Item(
                    item.id(), item.eventType(), item.simKey(), out.buffer(), start, ends[i] - start, ends[i], 0));
            start = ends[i];
        }
        return new Batch(batch.organisationId(), batch.streamId(), batch.kind(), made, batch.object(), batch.before());
    }

    private static void writeSecond(RecordKind kind, Batch.Item item, JsonBytes out) {
        switch (kind) {
            case EVENT -> {
                SecondEvent unused = SecondEvent.write(item, out);
            }
            case USAGE -> {
                SecondUsage unused = SecondUsage.write(item, out);
            }
        }
    }
}
