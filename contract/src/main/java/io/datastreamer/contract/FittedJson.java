package io.datastreamer.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/** Shortens control data for outputs that limit the size of a record. */
public final class FittedJson {
    private static final String RAW = "raw";
    /** How many characters of any other text are kept when {@code raw} alone is not enough. */
    private static final int KEPT_OF_TEXT = 500;

    private FittedJson() {}

    /**
     * Shortens a JSON object to what an output accepts. First it cuts {@code raw} (a rejected record's {@code
     * raw_bytes} keeps the original length). If that is not enough, it cuts each long text to its start.
     *
     * @param json one object, as a codec of this package writes it
     * @param mostBytes how long it may be
     * @throws ContractException when it is not JSON, or cannot be made to fit
     */
    public static byte[] of(byte[] json, int mostBytes) throws ContractException {
        if (json.length <= mostBytes) {
            return json;
        }
        ObjectNode object = (ObjectNode) Json.readObject(json);
        JsonNode raw = object.get(RAW);
        if (raw != null && raw.isTextual()) {
            // Base64 comes in groups of four characters
            int kept = Math.max(0, raw.textValue().length() - (json.length - mostBytes)) / 4 * 4;
            object.put(RAW, raw.textValue().substring(0, kept));
        }
        byte[] shorter = Json.write(object);
        if (shorter.length > mostBytes) {
            shortenTexts(object);
            shorter = Json.write(object);
        }
        if (shorter.length > mostBytes) {
            throw new ContractException("an output takes " + mostBytes + " bytes, and these are " + shorter.length);
        }
        return shorter;
    }

    private static void shortenTexts(ObjectNode object) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            JsonNode value = member.getValue();
            if (value.isTextual() && value.textValue().length() > KEPT_OF_TEXT) {
                member.setValue(TextNode.valueOf(value.textValue().substring(0, KEPT_OF_TEXT) + "…"));
            }
        }
    }
}
