package io.datastreamer.benchmarks.receiver;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Requests of one connection, one after the other, in buffers that are kept, and small at first: there may be thousands. */
final class HttpInput {
    private static final int MOST_BYTES = 512 << 20;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 13];
    private int start;
    private int end;
    private byte[] body = {};

    HttpInput(InputStream in) {
        this.in = in;
    }

    /**
     * The head of a request, and where its body is.
     *
     * @param path with its query
     * @param contentType empty when there is none
     * @param isChunked whether the body stands in the chunks of {@code aws-chunked}
     * @param onlyIfNew whether it is to be refused when there is something at its path
     * @param body holds the body until the next request is read
     */
    record HttpRequest(
            String method,
            String path,
            String contentType,
            boolean isChunked,
            boolean onlyIfNew,
            byte[] body,
            int bodyLength) {}

    /** The next request, with its body; null when the other side has nothing more. */
    @Nullable
    HttpRequest next() throws IOException {
        String line = line();
        if (line == null) {
            return null;
        }
        String[] parts = line.split(" ", 3);
        if (parts.length < 3) {
            throw new IOException("not a request: " + line);
        }
        int length = 0;
        String type = "";
        boolean isChunked = false;
        boolean onlyIfNew = false;
        for (String header = line(); header != null && !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            String name = header.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
            String value = header.substring(colon + 1).strip();
            switch (name) {
                case "content-length" -> length = Integer.parseInt(value);
                case "content-type" -> type = value;
                case "content-encoding" -> isChunked = value.contains("aws-chunked");
                case "if-none-match" -> onlyIfNew = value.equals("*");
                default -> {}
            }
        }
        read(length);
        return new HttpRequest(parts[0], parts[1], type, isChunked, onlyIfNew, body, length);
    }

    private void read(int length) throws IOException {
        if (length < 0 || length > MOST_BYTES) {
            throw new IOException("a body of " + length + " bytes");
        }
        if (length > body.length) {
            body = new byte[Math.max(length, body.length * 2)];
        }
        int there = Math.min(length, end - start);
        System.arraycopy(buffer, start, body, 0, there);
        start += there;
        if (in.readNBytes(body, there, length - there) < length - there) {
            throw new EOFException("the body ends early");
        }
    }

    // without its end; null at the end of input
    private @Nullable String line() throws IOException {
        for (int i = start; ; i++) {
            if (i == end) {
                i -= makeRoom();
                int read = in.read(buffer, end, buffer.length - end);
                if (read < 0) {
                    return null;
                }
                end += read;
            }
            if (buffer[i] == '\n') {
                int to = i > start && buffer[i - 1] == '\r' ? i - 1 : i;
                String line = new String(buffer, start, to - start, ISO_8859_1);
                start = i + 1;
                return line;
            }
        }
    }

    // by how many bytes what is there was moved to the front
    private int makeRoom() {
        int moved = start;
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        return moved;
    }
}
