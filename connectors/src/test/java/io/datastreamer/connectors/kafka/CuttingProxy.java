package io.datastreamer.connectors.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Forwards bytes to a port of loopback, and cuts connections on demand. */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    /** If an answer has at least this size, the connection is cut instead of forwarding it. */
    private volatile int cutsAt = Integer.MAX_VALUE;

    private volatile boolean holds;

    CuttingProxy(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The next answer is lost with its connection. */
    void loseNextAnswer() {
        cutsAt = 0;
    }

    /** Holds back all answers until {@link #cut}. */
    void hold() {
        holds = true;
    }

    /** Cuts all connections, and forwards answers again. */
    void cut() throws IOException {
        holds = false;
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(client);
                open.add(behind);
                start(() -> pass(client, behind, false));
                start(() -> pass(behind, client, true));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void pass(Socket from, Socket to, boolean isAnswer) {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (isAnswer && n >= cutsAt) {
                    cutsAt = Integer.MAX_VALUE;
                    return;
                }
                if (!isAnswer || !holds) {
                    out.write(buffer, 0, n);
                }
            }
        } catch (IOException e) {
            // the other direction ends, too
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            cut();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
