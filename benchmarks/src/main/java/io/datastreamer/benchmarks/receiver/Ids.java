package io.datastreamer.benchmarks.receiver;

import io.datastreamer.tools.receive.DocumentScan;
import java.util.Arrays;

/** The ids of one request's documents. Kept for the next request: not thread-safe. */
final class Ids {
    private long[] ids = new long[16];
    private int count;

    long[] array() {
        return ids;
    }

    int count() {
        return count;
    }

    /** Takes those of a JSON array of documents; whether it is one. */
    boolean ofJson(byte[] body, int length) {
        count = 0;
        return DocumentScan.scan(body, length, (from, to, id, event) -> add(id));
    }

    /** Takes those of the rows of a CSV file whose first column is the id, each in double quotes. */
    void ofCsv(byte[] body, int length) {
        count = 0;
        boolean atStart = true;
        for (int i = 0; i < length; i++) {
            if (atStart && body[i] == '"' && i + 1 < length && isDigit(body[i + 1])) {
                add(number(body, i + 1, length));
            }
            atStart = body[i] == '\n';
        }
    }

    private static long number(byte[] body, int from, int length) {
        long number = 0;
        for (int i = from; i < length && isDigit(body[i]); i++) {
            number = number * 10 + (body[i] - '0');
        }
        return number;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private void add(long id) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, count * 2);
        }
        ids[count++] = id;
    }
}
