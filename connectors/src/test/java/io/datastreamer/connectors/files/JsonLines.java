package io.datastreamer.connectors.files;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads JSON Lines files that are compressed with gzip. */
public final class JsonLines {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private JsonLines() {}

    /** The values of a file, one a line. */
    public static List<JsonNode> of(byte[] file) throws IOException {
        List<JsonNode> values = new ArrayList<>();
        for (String line : text(file).split("(?<=\n)", -1)) {
            if (!line.isEmpty()) {
                if (!line.endsWith("\n")) {
                    throw new IOException("the last line does not end");
                }
                values.add(JSON.readTree(line));
            }
        }
        return values;
    }

    /** The text of a file. */
    public static String text(byte[] file) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(file))) {
            return new String(gzip.readAllBytes(), UTF_8);
        }
    }
}
