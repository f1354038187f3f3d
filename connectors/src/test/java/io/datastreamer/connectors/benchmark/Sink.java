package io.datastreamer.connectors.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** A process that accepts requests as fast as it can, and answers each with the bytes of a file; prints its port. */
final class Sink {
    private Sink() {}

    public static void main(String[] args) throws IOException {
        byte[] answer = Files.readAllBytes(Path.of(args[0]));
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            System.out.println(server.getLocalPort());
            while (true) {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> serve(socket, answer));
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private static void serve(Socket socket, byte[] answer) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            for (long length = contentLength(in); length >= 0; length = contentLength(in)) {
                in.skipNBytes(length);
                socket.getOutputStream().write(answer);
            }
        } catch (IOException e) {
            // the other side has closed
        }
    }

    private static long contentLength(InputStream in) throws IOException {
        long length = -1;
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c != '\n') {
                line.append((char) c);
                continue;
            }
            String header = new String(line.toString().getBytes(ISO_8859_1), ISO_8859_1).trim();
            if (header.isEmpty()) {
                return length;
            }
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Long.parseLong(
                        header.substring("content-length:".length()).trim());
            }
            line.setLength(0);
        }
        return -1;
    }
}
