package io.datastreamer.job.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.datastreamer.job.reject.Shown;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Shortens JSON values for reasons, on one line. */
final class ShownValue {
    private ShownValue() {}

    /** The parser's current value. */
    static String value(JsonParser json) {
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return "an object";
        }
        if (token == JsonToken.START_ARRAY) {
            return "an array";
        }
        try {
            @Nullable String text = json.getText();
            return token == JsonToken.VALUE_STRING
                    ? '"' + Shown.text(String.valueOf(text)) + '"'
                    : Shown.text(String.valueOf(text));
        } catch (IOException e) {
            return "unreadable";
        }
    }
}
