package io.datastreamer.benchmarks.receiver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** The receiver's process: a thread for each connection. */
public final class FastReceiver {
    private static final int BACKLOG = 1024;

    private FastReceiver() {}

    /**
     * Serves until the process is ended.
     *
     * @param args the port of 127.0.0.1 to listen on
     */
    public static void main(String[] args) throws IOException {
        Wanted wanted = new Wanted();
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (ServerSocket server = new ServerSocket(Integer.parseInt(args[0]), BACKLOG, loopback)) {
            while (true) {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> new Connection(wanted).serve(socket), "connection");
                thread.setDaemon(true);
                thread.start();
            }
        }
    }
}
