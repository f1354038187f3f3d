package io.datastreamer.connectors.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** What a receiver does with a request: from an honest answer to the worst that a stranger can do. */
@FunctionalInterface
public interface Reply {

    void to(Received request, Wire wire) throws IOException;

    /** An honest answer: a status, a body, and further header lines. */
    static Reply of(int status, String body, String... headerLines) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\nContent-Length: " + bytes.length);
        for (String line : headerLines) {
            head.append("\r\n").append(line);
        }
        head.append("\r\n\r\n");
        return (request, wire) -> {
            wire.write(head.toString());
            wire.write(bytes);
        };
    }

    /** Gives these replies in turn, and repeats the last one. */
    static Reply inTurn(Reply... replies) {
        AtomicInteger next = new AtomicInteger();
        return (request, wire) -> replies[Math.min(next.getAndIncrement(), replies.length - 1)].to(request, wire);
    }

    /** Says nothing. */
    static Reply silence() {
        return (request, wire) -> wire.waitForHangUp();
    }

    /** A head without its body. */
    static Reply hangingBody(int status) {
        return (request, wire) -> {
            wire.write("HTTP/1.1 " + status + " Status\r\nContent-Length: 10\r\n\r\n");
            wire.waitForHangUp();
        };
    }

    /** A body that comes byte by byte, so that no time-out between two bytes ends it. */
    static Reply drippingBody(int status) {
        return (request, wire) -> {
            wire.write("HTTP/1.1 " + status + " Status\r\nContent-Length: 1000000\r\n\r\n");
            while (!wire.isHungUpWithin(20)) {
                wire.write(".");
            }
        };
    }

    /** A head that comes byte by byte. */
    static Reply drippingHead() {
        return (request, wire) -> {
            wire.write("HTTP/1.1 200 OK\r\nX-Drip: ");
            while (!wire.isHungUpWithin(20)) {
                wire.write(".");
            }
        };
    }

    /** An endless body, as fast as possible. */
    static Reply endlessBody(int status) {
        return (request, wire) -> {
            byte[] much = "x".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
            wire.write("HTTP/1.1 " + status + " Status\r\n\r\n");
            while (true) {
                wire.write(much);
            }
        };
    }

    /** Endless header lines. */
    static Reply endlessHead() {
        return (request, wire) -> {
            String line = "X-Much: " + "x".repeat(8000) + "\r\n";
            wire.write("HTTP/1.1 200 OK\r\n");
            while (true) {
                wire.write(line);
            }
        };
    }

    /** Endless interim answers. */
    static Reply endlessInterim() {
        return (request, wire) -> {
            while (!wire.isHungUpWithin(1)) {
                wire.write("HTTP/1.1 103 Early Hints\r\n\r\n");
            }
        };
    }

    /** A TCP reset instead of an answer. */
    static Reply reset() {
        return (request, wire) -> wire.reset();
    }

    /** Closes the connection instead of answering. */
    static Reply hangUp() {
        return (request, wire) -> wire.close();
    }
}
