package io.datastreamer.tools.farm;

import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A port that belongs to one endpoint, whatever happens to it: a server listens there, or nothing, or something that
 * accepts no connection. While nothing listens, the port stays bound, so that no other program takes it.
 */
final class OwnPort implements AutoCloseable {
    /** This many connections fill a queue of length 1. */
    private static final int FILLING = 3;
    /** A closed listener's port becomes free some time later: when the loop next looks at its sockets. */
    private static final int ATTEMPTS = 1000;

    private static final long BETWEEN_ATTEMPTS_NANOS = 2_000_000;

    private final EventLoopGroup loop;
    private final OpenRequests openRequests;
    private final List<AutoCloseable> occupants = new ArrayList<>();
    private int port;
    private @Nullable Endpoint endpoint;
    private @Nullable Fault fault;
    private boolean closed;

    OwnPort(EventLoopGroup loop, OpenRequests openRequests) {
        this.loop = loop;
        this.openRequests = openRequests;
    }

    /**
     * Takes any free port; nothing listens there yet.
     *
     * @return the port
     */
    int open() throws IOException {
        refuse();
        return port;
    }

    /** Starts to listen. */
    synchronized void serve(Endpoint served) throws IOException {
        endpoint = served;
        vacate();
        listen();
    }

    /**
     * Changes what happens to connections; existing ones are closed.
     *
     * @param next null to listen as usual
     * @throws IOException when it cannot listen there
     */
    synchronized void be(@Nullable Fault next) throws IOException {
        if (next == fault || closed) {
            return;
        }
        vacate();
        fault = next;
        for (int attempt = 1; ; attempt++) {
            try {
                occupy();
                return;
            } catch (IOException e) {
                vacate();
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN_ATTEMPTS_NANOS);
            }
        }
    }

    private void occupy() throws IOException {
        if (fault == Fault.REFUSED) {
            refuse();
        } else if (fault == Fault.UNREACHABLE) {
            fillQueue();
        } else if (fault == Fault.DEAF) {
            occupants.add(Listener.deaf(loop, address()));
        } else {
            listen();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        vacate();
    }

    private void listen() throws IOException {
        Endpoint served = endpoint;
        if (served != null) {
            occupants.add(Listener.open(loop, address(), path -> served, openRequests));
        }
    }

    private void refuse() throws IOException {
        SocketChannel bound = SocketChannel.open();
        occupants.add(bound);
        bound.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        bound.bind(address());
        port = ((InetSocketAddress) bound.getLocalAddress()).getPort();
    }

    private void fillQueue() throws IOException {
        ServerSocketChannel never = ServerSocketChannel.open();
        occupants.add(never);
        never.bind(address(), 1);
        for (int i = 0; i < FILLING; i++) {
            SocketChannel filling = SocketChannel.open();
            occupants.add(filling);
            filling.configureBlocking(false);
            filling.connect(address());
        }
    }

    private void vacate() {
        for (AutoCloseable occupant : occupants) {
            try {
                occupant.close();
            } catch (Exception e) {
                throw new IllegalStateException("a socket on loopback cannot be closed", e);
            }
        }
        occupants.clear();
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
