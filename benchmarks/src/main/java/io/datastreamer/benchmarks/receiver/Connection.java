package io.datastreamer.benchmarks.receiver;

import io.datastreamer.benchmarks.receiver.HttpInput.HttpRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** One connection: reads requests, enters their documents, and answers as who is asked would. */
final class Connection {
    private static final byte[] NOTHING = {};
    private static final String KINESIS = "application/x-amz-cbor-1.1";

    private final Wanted wanted;
    private final Ids ids = new Ids();
    private final AwsBodies aws = new AwsBodies();

    Connection(Wanted wanted) {
        this.wanted = wanted;
    }

    void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            HttpInput in = new HttpInput(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (HttpRequest request = in.next(); request != null; request = in.next()) {
                answer(request, out);
            }
        } catch (IOException e) {
            // the other side is gone, or does not speak HTTP
        }
    }

    private void answer(HttpRequest request, OutputStream out) throws IOException {
        if (request.path().startsWith(Control.PATH)) {
            send(out, "200 OK", "application/octet-stream", Control.answer(request.path(), wanted));
        } else if (request.contentType().equals(KINESIS)) {
            kinesis(request, out);
        } else if (request.method().equals("PUT")) {
            s3(request, out);
        } else if (ids.ofJson(request.body(), request.bodyLength())) {
            enter();
            send(out, "200 OK", "text/plain", NOTHING);
        } else {
            send(out, "400 Bad Request", "text/plain", NOTHING);
        }
    }

    private void kinesis(HttpRequest request, OutputStream out) throws IOException {
        int records = aws.readRecords(request.body(), request.bodyLength());
        if (ids.ofJson(aws.json(), aws.jsonLength())) {
            enter();
            send(out, "200 OK", KINESIS, aws.allTaken(records));
        } else {
            send(out, "400 Bad Request", KINESIS, NOTHING);
        }
    }

    private void s3(HttpRequest request, OutputStream out) throws IOException {
        if (!wanted.put(request.path()) && request.onlyIfNew()) {
            send(out, "412 Precondition Failed", "text/plain", NOTHING);
            return;
        }
        int length =
                request.isChunked() ? AwsBodies.unchunk(request.body(), request.bodyLength()) : request.bodyLength();
        ids.ofCsv(request.body(), length);
        enter();
        send(out, "200 OK", "text/plain", NOTHING);
    }

    private void enter() {
        wanted.get().came(ids.array(), ids.count(), System.nanoTime());
    }

    private static void send(OutputStream out, String status, String type, byte[] body) throws IOException {
        String head =
                "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        byte[] answer = new byte[head.length() + body.length];
        System.arraycopy(head.getBytes(ISO_8859_1), 0, answer, 0, head.length());
        System.arraycopy(body, 0, answer, head.length(), body.length);
        out.write(answer);
    }
}
