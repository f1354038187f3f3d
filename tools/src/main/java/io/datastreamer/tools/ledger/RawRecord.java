package io.datastreamer.tools.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a raw record that the ledger needs.
 *
 * @param imsi empty if it is about no SIM
 * @param organisationId 0 if it is about a SIM
 * @param operation empty for usage
 */
record RawRecord(long id, String imsi, long organisationId, String operation) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Parses it; null if it is not a record that could become a document. */
    static @Nullable RawRecord read(byte[] line) {
        long id = -1;
        String imsi = "";
        long organisationId = 0;
        String operation = "";
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                switch (name) {
                    case "record_id" -> id = value == JsonToken.VALUE_NUMBER_INT ? json.getLongValue() : -1;
                    case "imsi" -> imsi = String.valueOf(json.getText());
                    case "organisation_id" -> organisationId = json.getValueAsLong();
                    case "operation" -> operation = String.valueOf(json.getText());
                    default -> json.skipChildren();
                }
            }
        } catch (IOException e) {
            return null;
        }
        return id < 0 ? null : new RawRecord(id, imsi, organisationId, operation);
    }
}
