package io.datastreamer.connectors.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** The receiver's side of a connection. */
public final class Wire {
    private final Socket socket;
    private final InputStream in;

    Wire(Socket socket, InputStream in) {
        this.socket = socket;
        this.in = in;
    }

    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Waits until the other side closes the connection. */
    public void waitForHangUp() throws IOException {
        while (!isHungUpWithin(0)) {
            // it sent more: keep waiting
        }
    }

    /** Whether the other side closes the connection within this time; 0 waits until it does or sends something. */
    public boolean isHungUpWithin(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(0);
        }
    }

    /** Closes the connection with a TCP reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    public void close() throws IOException {
        socket.close();
    }
}
