package io.datastreamer.connectors.conformance;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request as a receiver got it.
 *
 * @param line the request line
 * @param headers by lower-case name
 * @param body the body's bytes
 */
public record Received(String line, Map<String, String> headers, byte[] body) {

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
