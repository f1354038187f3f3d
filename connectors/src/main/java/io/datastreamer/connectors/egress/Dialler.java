package io.datastreamer.connectors.egress;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.US_ASCII;

/** Opens connections for protocols other than HTTP, under the same rules and over the same proxy as requests. */
final class Dialler {
    private static final int HIGHEST_PORT = 65_535;
    private static final int LONGEST_HEAD = 8 * 1024;

    private final LiteralHostCheck literals;
    private final GuardedSocketFactory sockets;
    private final NameLookup names;
    private final @Nullable Proxy proxy;

    Dialler(LiteralHostCheck literals, GuardedSocketFactory sockets, NameLookup names, @Nullable Proxy proxy) {
        this.literals = literals;
        this.sockets = sockets;
        this.names = names;
        this.proxy = proxy;
    }

    /**
     * Connects to a host, trying one of its addresses after the other.
     *
     * @param limit how long one address may take
     * @param dialled gets each connection before it is dialled, to close it from another thread
     */
    Wire dial(String host, int port, Duration limit, Consumer<Closeable> dialled) throws IOException {
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IOException("the port " + port + " is none");
        }
        literals.check(host);
        if (proxy == null) {
            return new Wire(connected(host, port, limit, dialled));
        }
        InetSocketAddress via = (InetSocketAddress) proxy.address();
        Socket socket = connected(via.getHostString(), via.getPort(), limit, dialled);
        try {
            tunnel(socket, host, port);
            return new Wire(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private Socket connected(String host, int port, Duration limit, Consumer<Closeable> dialled) throws IOException {
        List<InetAddress> addresses = names.lookup(host);
        IOException last = null;
        for (InetAddress address : addresses) {
            Socket socket = sockets.createSocket();
            try {
                dialled.accept(socket);
                socket.connect((SocketAddress) new InetSocketAddress(address, port), (int) limit.toMillis());
                return socket;
            } catch (IOException e) {
                socket.close();
                if (last != null) {
                    e.addSuppressed(last);
                }
                last = e;
            }
        }
        throw last == null ? new IOException(host + " has no address") : last;
    }

    /** Asks the proxy for a tunnel (RFC 9110, section 9.3.6). */
    private static void tunnel(Socket socket, String host, int port) throws IOException {
        String authority = (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        String request = "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        StringBuilder head = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0 || head.length() > LONGEST_HEAD) {
                throw new IOException("the proxy did not answer a CONNECT");
            }
            head.append((char) next);
        }
        if (!head.toString().matches("(?s)HTTP/1\\.[01] 2\\d\\d.*")) {
            throw new IOException("the proxy refused the connection: "
                    + head.substring(0, head.indexOf("\r\n")).replaceAll("[^ -~]", ""));
        }
    }
}
