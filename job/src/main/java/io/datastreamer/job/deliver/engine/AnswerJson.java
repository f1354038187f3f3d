package io.datastreamer.job.deliver.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.Answer;
import io.datastreamer.contract.Question;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Writes the JSON body of an answer. Documents are copied into it unchanged. */
final class AnswerJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final JsonGenerator json;

    /** One write to the generator. */
    private interface Step {
        void write() throws IOException;
    }

    AnswerJson() {
        try {
            json = FACTORY.createGenerator(out);
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    private static UncheckedIOException inMemory(IOException e) {
        return new UncheckedIOException("an array in memory cannot fail", e);
    }

    private AnswerJson write(Step step) {
        try {
            step.write();
        } catch (IOException e) {
            throw inMemory(e);
        }
        return this;
    }

    AnswerJson beginObject() {
        return write(json::writeStartObject);
    }

    AnswerJson endObject() {
        return write(json::writeEndObject);
    }

    AnswerJson beginArray() {
        return write(json::writeStartArray);
    }

    AnswerJson endArray() {
        return write(json::writeEndArray);
    }

    AnswerJson name(String member) {
        return write(() -> json.writeFieldName(member));
    }

    AnswerJson text(String value) {
        return write(() -> json.writeString(value));
    }

    AnswerJson number(long value) {
        return write(() -> json.writeNumber(value));
    }

    AnswerJson nothing() {
        return write(json::writeNull);
    }

    AnswerJson truth(boolean value) {
        return write(() -> json.writeBoolean(value));
    }

    AnswerJson document(Batch.Item item) {
        return write(() -> json.writeRawValue(new String(item.buffer(), item.offset(), item.length(), UTF_8)));
    }

    /** Ends the body, and makes the answer of it. */
    Answer answerTo(Question question) {
        write(json::close);
        return new Answer(question.asker(), question.id(), out.toByteArray());
    }
}
