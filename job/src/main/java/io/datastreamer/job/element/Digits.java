package io.datastreamer.job.element;

/** The syntax of identifiers of digits. */
final class Digits {
    private Digits() {}

    /** Whether a text has as many digits, and nothing else. */
    static boolean are(String text, int min, int max) {
        if (text.length() < min || text.length() > max) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Digits of octets in which each half is one, the lower half first; a filler ends them. */
    static String ofHalves(byte[] octets) {
        StringBuilder digits = new StringBuilder();
        for (byte octet : octets) {
            int low = octet & 0xF;
            int high = octet >> 4 & 0xF;
            if (low > 9) {
                break;
            }
            digits.append(low);
            if (high > 9) {
                break;
            }
            digits.append(high);
        }
        return digits.toString();
    }
}
