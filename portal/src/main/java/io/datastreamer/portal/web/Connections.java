package io.datastreamer.portal.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Limits the open connections. An address may have a limited number. A connection is closed if its request's head does
 * not arrive in time, or if the request is not answered in time. The time for a head counts from the opening of the
 * connection, or from the first byte after the previous answer, so sending bit by bit gains nothing.
 */
final class Connections implements Connection.Listener {
    private final int mostOfAnAddress;
    private final long headNanos;
    private final long answerNanos;
    private final Map<Connection, Open> open = new ConcurrentHashMap<>();
    private final Map<InetAddress, Integer> ofAddress = new ConcurrentHashMap<>();

    /** The state of a connection. */
    private static final class Open {
        final @Nullable InetAddress address;
        /** Since when a head is awaited; 0 while no part of it has arrived. Guarded by this, like everything. */
        private long headSince = System.nanoTime();

        private long busySince;
        private boolean isBusy;
        private boolean mayStay;
        private long bytesBefore;

        Open(@Nullable InetAddress address) {
            this.address = address;
        }

        synchronized void begins(boolean stays) {
            isBusy = true;
            mayStay = stays;
            busySince = System.nanoTime();
        }

        synchronized void ends(long bytesIn) {
            isBusy = false;
            headSince = 0;
            bytesBefore = bytesIn;
        }

        synchronized boolean isLate(long now, long bytesIn, long headNanos, long answerNanos) {
            if (isBusy) {
                return !mayStay && now - busySince > answerNanos;
            }
            if (headSince == 0 && bytesIn > bytesBefore) {
                headSince = now;
            }
            return headSince != 0 && now - headSince > headNanos;
        }
    }

    /**
     * Creates the list.
     *
     * @param mostOfAnAddress most connections of an address; 0 for no limit, if all come from a proxy
     * @param head how long a request's head may take
     * @param answer how long a request may take from its head to its end, unless it is one that stays open
     */
    Connections(int mostOfAnAddress, Duration head, Duration answer) {
        this.mostOfAnAddress = mostOfAnAddress;
        this.headNanos = head.toNanos();
        this.answerNanos = answer.toNanos();
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof SslConnection) {
            return; // the connection inside it is opened, too
        }
        InetAddress address = address(connection);
        open.put(connection, new Open(address));
        if (address != null && ofAddress.merge(address, 1, Integer::sum) > mostOfAnAddress && mostOfAnAddress > 0) {
            connection.getEndPoint().close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        Open closed = open.remove(connection);
        if (closed != null && closed.address != null) {
            ofAddress.computeIfPresent(closed.address, (address, count) -> count > 1 ? count - 1 : null);
        }
    }

    /** Notes that a request's head has arrived. */
    void begins(Request request, boolean stays) {
        Connection connection = request.getConnectionMetaData().getConnection();
        Open known = open.get(connection);
        if (known != null) {
            known.begins(stays);
            Request.addCompletionListener(request, failure -> known.ends(connection.getBytesIn()));
        }
    }

    /** Closes late connections; must be called regularly. */
    void closeLate() {
        long now = System.nanoTime();
        open.forEach((connection, known) -> {
            if (known.isLate(now, connection.getBytesIn(), headNanos, answerNanos)) {
                connection.getEndPoint().close();
            }
        });
    }

    /** The number of open connections. */
    int count() {
        return open.size();
    }

    private static @Nullable InetAddress address(Connection connection) {
        SocketAddress remote = connection.getEndPoint().getRemoteSocketAddress();
        return remote instanceof InetSocketAddress socket ? socket.getAddress() : null;
    }
}
