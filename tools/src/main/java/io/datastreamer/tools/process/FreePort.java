package io.datastreamer.tools.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port of 127.0.0.1 that nobody has, for servers that must know their port before they listen. */
public final class FreePort {
    private FreePort() {}

    /** Finds one; another program may take it before it is used. */
    public static int find() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
