package io.datastreamer.collect.radius;

import io.datastreamer.collect.Counters.Drop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs why datagrams are dropped, each reason at most once in ten seconds, because anybody can send any number. */
final class Complaints {
    private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);
    private static final long EVERY = TimeUnit.SECONDS.toNanos(10);

    private final Map<Drop, Long> said = new ConcurrentHashMap<>();

    /** Logs that a datagram is dropped. Called by the receiving thread. */
    void say(Drop drop, InetSocketAddress source) {
        if (isTurn(drop)) {
            String from = source.getAddress().getHostAddress();
            switch (drop) {
                case UNKNOWN_SOURCE -> LOG.warn("{} is no address of an element: its datagrams are dropped", from);
                case WRONG_AUTHENTICATOR ->
                    LOG.warn("{} does not have the secret of its element: its requests are dropped", from);
                case OVERLOAD -> LOG.warn("too many requests wait: new ones are not answered, and have to come again");
                case MALFORMED -> LOG.warn("{} has sent what is no packet of RADIUS", from);
                case OTHER_CODE -> LOG.warn("{} has sent what is no Accounting-Request", from);
                case NOT_STORED, NOT_ANSWERED -> {
                    // logged elsewhere
                }
            }
        }
    }

    /** Logs that records could not be made durable. Called by the storing thread. */
    void say(IOException e) {
        if (isTurn(Drop.NOT_STORED)) {
            LOG.error("records cannot be made durable, and their requests are not answered: {}", e.getMessage());
        }
    }

    private boolean isTurn(Drop drop) {
        long now = System.nanoTime();
        Long last = said.get(drop);
        if (last != null && now - last < EVERY) {
            return false;
        }
        said.put(drop, now);
        return true;
    }
}
