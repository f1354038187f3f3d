package io.datastreamer.tools.farm;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an endpoint does instead of a plain answer. */
public enum Fault {
    /** Nothing listens: connections are refused. */
    REFUSED(true),
    /** Attempts to connect hang: the system's queue of connections is full. */
    UNREACHABLE(true),
    /** Accepts connections, but never reads from them: a TLS handshake hangs, too. */
    DEAF(true),
    /** Reads each request, and never answers. */
    BLACK_HOLE(false),
    /** Reads each request, then resets the connection. */
    RESET(false),
    /** Reads each request, then closes the connection. */
    CLOSE(false),
    /** Closes the connection in the middle of the answer's head. */
    CUT(false),
    /** Answers with something that is not HTTP. */
    GARBAGE(false),
    /** Sends an endless head, a byte a second. */
    SLOW_HEAD(false),
    /** Sends endless headers, fast. */
    ENDLESS_HEAD(false),
    /** Sends the head at once, then an endless body, a byte a second. */
    DRIP(false),
    /** Sends the head, then an endless body, fast. */
    ENDLESS(false),
    /** Sends the head and a short body without its length, and leaves the connection open. */
    NO_LENGTH(false),
    /** Announces a body of a tebibyte, and sends it. */
    HUGE(false);

    private final boolean ofConnections;

    Fault(boolean ofConnections) {
        this.ofConnections = ofConnections;
    }

    /** Whether it affects connections, before any request is read. Only an endpoint with its own port can do that. */
    public boolean isOfConnections() {
        return ofConnections;
    }

    /** Its name in text form: {@code black-hole}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Fault> of(String word) {
        return Arrays.stream(values())
                .filter(fault -> fault.word().equals(word))
                .findFirst();
    }
}
