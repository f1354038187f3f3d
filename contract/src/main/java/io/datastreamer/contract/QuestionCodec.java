package io.datastreamer.contract;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.contract.Question.Ask;
import io.datastreamer.contract.Question.Fetch;
import io.datastreamer.contract.Question.Find;
import io.datastreamer.contract.Question.Ledger;
import io.datastreamer.contract.Question.SendAgain;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and writes the JSON of questions. */
public final class QuestionCodec {
    /** Most documents that one answer holds. */
    public static final int MOST_DOCUMENTS = 1_000;
    /** Longest time that a question waits for documents. */
    public static final int LONGEST_WAIT_S = 30;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MOST_CHARACTERS = 100;

    private QuestionCodec() {}

    public static byte[] write(Question question) {
        return Json.write(json -> {
            json.writeStringField("asker", question.asker());
            json.writeStringField("id", question.id());
            json.writeNumberField("organisation_id", question.organisationId());
            Json.writeInstant(json, "asked_at", question.askedAt());
            writeAsk(json, question.ask());
        });
    }

    private static void writeAsk(JsonGenerator json, Ask ask) throws IOException {
        if (ask instanceof Fetch fetch) {
            json.writeObjectFieldStart("fetch");
            json.writeStringField("stream_id", fetch.streamId());
            Json.writeString(json, "cursor", fetch.cursor());
            json.writeNumberField("limit", fetch.limit());
            json.writeNumberField("wait_seconds", fetch.waitSeconds());
        } else if (ask instanceof Find find) {
            json.writeObjectFieldStart("find");
            json.writeStringField("record_kind", find.kind().name());
            Json.writeLong(json, "document_id", find.documentId());
            Json.writeString(json, "iccid", find.iccid());
            Json.writeString(json, "imsi", find.imsi());
            FiltersCodec.write(json, find.filters());
            Json.writeInstant(json, "from", find.from());
            Json.writeInstant(json, "to", find.to());
            json.writeNumberField("limit", find.limit());
            Json.writeString(json, "after", find.after());
            json.writeStringField("format", find.format());
        } else if (ask instanceof SendAgain again) {
            json.writeObjectFieldStart("send_again");
            json.writeStringField("stream_id", again.streamId());
            json.writeStringField("record_kind", again.kind().name());
            json.writeStringField("place", again.place());
        } else if (ask instanceof Ledger ledger) {
            json.writeObjectFieldStart("ledger");
            json.writeStringField("stream_id", ledger.streamId());
            Json.writeInstant(json, "from", ledger.from());
            Json.writeInstant(json, "to", ledger.to());
        }
        json.writeEndObject();
    }

    /**
     * Reads a question.
     *
     * @throws ContractException when it breaks the contract
     */
    public static Question read(byte[] bytes) throws ContractException {
        JsonNode object = Json.readObject(bytes);
        return new Question(
                name(object, "asker"),
                name(object, "id"),
                Json.requiredLong(object, "organisation_id"),
                Json.requiredInstant(object, "asked_at"),
                ask(object));
    }

    private static Ask ask(JsonNode object) throws ContractException {
        Ask ask = null;
        if (object.path("fetch").isObject()) {
            JsonNode fetch = object.path("fetch");
            ask = new Fetch(
                    text(fetch, "stream_id"),
                    optionalText(fetch, "cursor"),
                    between(fetch, "limit", 1, MOST_DOCUMENTS),
                    between(fetch, "wait_seconds", 0, LONGEST_WAIT_S));
        } else if (object.path("find").isObject()) {
            JsonNode find = object.path("find");
            ask = new Find(
                    Json.requiredEnum(find, "record_kind", RecordKind.class),
                    Json.optionalLong(find, "document_id"),
                    optionalText(find, "iccid"),
                    optionalText(find, "imsi"),
                    FiltersCodec.require(find, ""),
                    Json.requiredInstant(find, "from"),
                    Json.requiredInstant(find, "to"),
                    between(find, "limit", 1, MOST_DOCUMENTS),
                    optionalText(find, "after"),
                    text(find, "format"));
        } else if (object.path("send_again").isObject()) {
            JsonNode again = object.path("send_again");
            ask = new SendAgain(
                    text(again, "stream_id"),
                    Json.requiredEnum(again, "record_kind", RecordKind.class),
                    text(again, "place"));
        } else if (object.path("ledger").isObject()) {
            JsonNode ledger = object.path("ledger");
            ask = new Ledger(
                    text(ledger, "stream_id"),
                    Json.requiredInstant(ledger, "from"),
                    Json.requiredInstant(ledger, "to"));
        }
        if (ask == null) {
            throw new ContractException("fetch, find, send_again or ledger: one of them must be an object");
        }
        return ask;
    }

    private static String name(JsonNode object, String member) throws ContractException {
        String name = Json.requiredString(object, member);
        if (!NAME.matcher(name).matches()) {
            throw Json.wrong(
                    member, Json.required(object, member), "1 to 64 letters, digits, dots, hyphens and underscores");
        }
        return name;
    }

    private static String text(JsonNode object, String member) throws ContractException {
        String text = Json.requiredString(object, member);
        if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
            throw Json.wrong(member, Json.required(object, member), "1 to " + MOST_CHARACTERS + " characters");
        }
        return text;
    }

    private static @Nullable String optionalText(JsonNode object, String member) throws ContractException {
        return Json.optional(object, member) == null ? null : text(object, member);
    }

    private static int between(JsonNode object, String member, int least, int most) throws ContractException {
        long value = Json.requiredLong(object, member);
        if (value < least || value > most) {
            throw Json.wrong(member, Json.required(object, member), "an integer from " + least + " to " + most);
        }
        return (int) value;
    }
}
