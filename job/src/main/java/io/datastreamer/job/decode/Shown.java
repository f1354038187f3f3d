package io.datastreamer.job.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How values are shown in reasons: on one line, and short. */
final class Shown {
    private static final int MAX_LENGTH = 80;

    private Shown() {}

    /** The parser's present value. */
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
                    ? '"' + text(String.valueOf(text)) + '"'
                    : text(String.valueOf(text));
        } catch (IOException e) {
            return "unreadable";
        }
    }

    /** A text, cut off and without control characters, unpaired surrogates and line breaks. */
    static String text(String text) {
        StringBuilder shown = new StringBuilder();
        int i = 0;
        while (i < text.length() && shown.length() < MAX_LENGTH) {
            int codePoint = text.codePointAt(i);
            boolean clean = !Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.SURROGATE;
            shown.appendCodePoint(clean ? codePoint : '?');
            i += Character.charCount(codePoint);
        }
        if (i < text.length()) {
            shown.append('…');
        }
        return shown.toString();
    }
}
