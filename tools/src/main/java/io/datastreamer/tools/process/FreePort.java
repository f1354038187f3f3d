package io.datastreamer.tools.process;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds a free port of 127.0.0.1, for servers that must know their port before they listen. It avoids the ports that
 * systems assign to connections, from 32768 on in Linux: one of many connections could take it before it is used.
 */
public final class FreePort {
    private static final int FIRST = 12_000;
    private static final int LAST = 32_000;
    private static final int MOST_TRIES = 1_000;

    private FreePort() {}

    /**
     * Finds a free port; another program may take it before it is used.
     *
     * @throws IOException when there is none
     */
    public static int find() throws IOException {
        for (int i = 0; i < MOST_TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // in use
            }
        }
        throw new IOException("no port from " + FIRST + " to " + LAST + " is free");
    }
}
