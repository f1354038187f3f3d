package io.datastreamer.connectors.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;

/**
 * Creates sockets that ask the policy at each {@code connect}. Every dialled address passes here, whether it came from
 * a name or was written in the URL in any notation.
 */
final class GuardedSocketFactory extends SocketFactory {
    /** As long as the next address waits: a connection that takes longer lost the race to another one. */
    private static final long SLOW_NANOS = Duration.ofMillis(200).toNanos();

    private final EgressPolicy policy;
    private final SilentAddresses silent;
    private final AtomicInteger open = new AtomicInteger();

    GuardedSocketFactory(EgressPolicy policy, SilentAddresses silent) {
        this.policy = policy;
        this.silent = silent;
    }

    @Override
    public Socket createSocket() {
        return new GuardedSocket(policy, silent, open);
    }

    /** The number of sockets that are not closed yet. */
    int open() {
        return open.get();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw connectedSocket();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw connectedSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw connectedSocket();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw connectedSocket();
    }

    private static UnsupportedOperationException connectedSocket() {
        return new UnsupportedOperationException(
                "create the socket unconnected, so that connect can check the address");
    }

    private static final class GuardedSocket extends Socket {
        private final EgressPolicy policy;
        private final SilentAddresses silent;
        private final AtomicInteger open;
        private boolean counted = true;

        GuardedSocket(EgressPolicy policy, SilentAddresses silent, AtomicInteger open) {
            // without this, a socket obeys the system property socksProxyHost
            super(Proxy.NO_PROXY);
            this.policy = policy;
            this.silent = silent;
            this.open = open;
            open.incrementAndGet();
        }

        @Override
        public synchronized void close() throws IOException {
            if (counted) {
                counted = false;
                open.decrementAndGet();
            }
            super.close();
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
            if (!(endpoint instanceof InetSocketAddress dialled) || dialled.isUnresolved()) {
                throw new AddressRefusedException(endpoint + " is not an address");
            }
            String refusal = policy.refusal(dialled.getAddress());
            if (refusal != null) {
                throw new AddressRefusedException(refusal);
            }
            dial(dialled, timeoutMillis);
            // a body is sent in several writes, and its end must not wait for the receiver to acknowledge the earlier
            // ones
            setTcpNoDelay(true);
        }

        private void dial(InetSocketAddress dialled, int timeoutMillis) throws IOException {
            long start = System.nanoTime();
            try {
                super.connect(dialled, timeoutMillis);
                silent.remove(dialled.getAddress());
            } catch (IOException e) {
                // closed at once means that the request was cancelled, not that it lost a race
                if (!isClosed() || System.nanoTime() - start > SLOW_NANOS) {
                    silent.add(dialled.getAddress());
                }
                throw e;
            }
        }
    }
}
