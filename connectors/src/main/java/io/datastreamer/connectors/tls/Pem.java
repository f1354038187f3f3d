package io.datastreamer.connectors.tls;

import io.datastreamer.connectors.settings.SettingsException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Parses PEM (RFC 7468). As the standard requires, it ignores text between blocks; an unfinished block is an error.
 * Line breaks within a block are optional, because form fields remove them.
 */
final class Pem {
    private static final int LONGEST = 1 << 14;
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    private Pem() {}

    /**
     * A block.
     *
     * @param label the type that the block names, such as {@code CERTIFICATE}
     * @param body the text between its first and last line
     */
    record Block(String label, String body) {
        /**
         * Decodes its bytes.
         *
         * @throws SettingsException when they are not base64; the message names the member
         */
        byte[] der(String member) throws SettingsException {
            try {
                return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
            } catch (IllegalArgumentException e) {
                // the exception's message shows the input
                throw new SettingsException(member + ": has a block that is no base64");
            }
        }

        /** Shows nothing that may be secret. */
        @Override
        public String toString() {
            return label;
        }
    }

    /**
     * Returns all blocks, in order; at least one.
     *
     * @param member the setting, for messages
     * @param expected the usual label, for messages
     * @throws SettingsException when there is no block, or one is unfinished
     */
    static List<Block> blocks(String member, String text, String expected) throws SettingsException {
        if (text.length() > LONGEST) {
            throw new SettingsException(member + ": must be at most " + LONGEST + " characters");
        }
        List<Block> blocks = new ArrayList<>();
        int from = text.indexOf(BEGIN);
        while (from >= 0) {
            int labelEnd = text.indexOf(DASHES, from + BEGIN.length());
            String label = labelEnd < 0 ? "" : text.substring(from + BEGIN.length(), labelEnd);
            int end = labelEnd < 0 ? -1 : text.indexOf(END, labelEnd + DASHES.length());
            if (end < 0 || !text.startsWith(END + label + DASHES, end)) {
                throw new SettingsException(member + ": has a block that begins and does not end");
            }
            blocks.add(new Block(label, text.substring(labelEnd + DASHES.length(), end)));
            from = text.indexOf(BEGIN, end);
        }
        if (blocks.isEmpty()) {
            throw new SettingsException(
                    member + ": must be PEM, from " + BEGIN + expected + DASHES + " to " + END + expected + DASHES);
        }
        return blocks;
    }
}
