package io.datastreamer.connectors.tls;

import io.datastreamer.connectors.settings.SettingsException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Reads PEM (RFC 7468). Text between blocks is left out, as the standard wants; a block that does not end is not. Line
 * breaks within a block may be any, or none: fields of forms take them away.
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
     * @param label what it says that it is, such as {@code CERTIFICATE}
     * @param body what stands between its first and its last line
     */
    record Block(String label, String body) {
        /**
         * Its bytes.
         *
         * @throws SettingsException when they are no base64: names the member
         */
        byte[] der(String member) throws SettingsException {
            try {
                return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
            } catch (IllegalArgumentException e) {
                // its message shows what was read
                throw new SettingsException(member + ": has a block that is no base64");
            }
        }

        /** Without what may be secret. */
        @Override
        public String toString() {
            return label;
        }
    }

    /**
     * All blocks, in order; at least one.
     *
     * @param member names the setting in messages
     * @param expected the label that is usual there, for messages
     * @throws SettingsException when there is none, or one does not end
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
