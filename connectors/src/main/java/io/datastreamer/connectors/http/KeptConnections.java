package io.datastreamer.connectors.http;

import io.datastreamer.connectors.egress.Egress;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the process from running out of file descriptors when many streams are active: if too many connections are open,
 * those of the channels that were used longest ago are closed, and the others stay. Thread-safe.
 */
final class KeptConnections {
    private final Egress egress;
    private final int most;
    /** Channels that may have idle connections; the one whose last request ended first is the first. */
    private final Set<HttpChannel> byLastUse = new LinkedHashSet<>();

    /**
     * Knows no channel yet.
     *
     * @param egress counts the open connections
     * @param most how many may be open, in use or idle
     */
    KeptConnections(Egress egress, int most) {
        this.egress = egress;
        this.most = most;
    }

    boolean areTooMany() {
        return egress.openConnections() > most;
    }

    /** Closes idle connections until no more are open than allowed, or none is idle. */
    void makeRoom() {
        while (areTooMany()) {
            HttpChannel oldest = takeOldest();
            if (oldest == null) {
                return;
            }
            oldest.closeIdleConnections();
        }
    }

    private synchronized @Nullable HttpChannel takeOldest() {
        Iterator<HttpChannel> inOrder = byLastUse.iterator();
        if (!inOrder.hasNext()) {
            return null;
        }
        HttpChannel oldest = inOrder.next();
        inOrder.remove();
        return oldest;
    }

    /** A request of the channel has ended. */
    synchronized void used(HttpChannel channel) {
        if (!channel.isClosed()) {
            byLastUse.remove(channel);
            byLastUse.add(channel);
        }
    }

    /** The channel is closed. */
    synchronized void forget(HttpChannel channel) {
        byLastUse.remove(channel);
    }
}
