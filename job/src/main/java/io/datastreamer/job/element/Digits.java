package io.datastreamer.job.element;

/** Checks and decodes identifiers that consist of digits. */
final class Digits {
    private Digits() {}

    /** Whether a text has between {@code min} and {@code max} digits, and nothing else. */
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

    /** The digits in octets, one in each half, the lower half first; a filler ends them. */
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
