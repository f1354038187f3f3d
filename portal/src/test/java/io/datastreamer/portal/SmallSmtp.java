package io.datastreamer.portal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import static java.nio.charset.StandardCharsets.UTF_8;

/** A small mail server on loopback with TLS from the start or after STARTTLS, and with chosen answers. */
final class SmallSmtp implements AutoCloseable {
    private final ServerSocket server;
    private final SSLContext tls;
    private final boolean fromTheStart;
    private final boolean offersStartTls;
    private final List<String> commands = new CopyOnWriteArrayList<>();

    private SmallSmtp(SSLContext tls, boolean fromTheStart, boolean offersStartTls) throws IOException {
        this.tls = tls;
        this.fromTheStart = fromTheStart;
        this.offersStartTls = offersStartTls;
        this.server = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        Thread acceptor = new Thread(this::accept, "small-smtp");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    static SmallSmtp withTls(SSLContext tls) throws IOException {
        return new SmallSmtp(tls, true, false);
    }

    static SmallSmtp withStartTls(SSLContext tls) throws IOException {
        return new SmallSmtp(tls, false, true);
    }

    static SmallSmtp withoutStartTls(SSLContext tls) throws IOException {
        return new SmallSmtp(tls, false, false);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The commands received; those that came encrypted have the prefix {@code TLS}. */
    List<String> commands() {
        return commands;
    }

    private void accept() {
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    serve(fromTheStart ? encrypted(socket) : socket, fromTheStart, true);
                } catch (IOException e) {
                    if (server.isClosed()) {
                        return;
                    }
                }
            }
        } finally {
            commands.add("closed");
        }
    }

    private SSLSocket encrypted(Socket socket) throws IOException {
        SSLSocket encrypted = (SSLSocket) tls.getSocketFactory().createSocket(socket, "localhost", 0, true);
        encrypted.setUseClientMode(false);
        return encrypted;
    }

    private void serve(Socket socket, boolean isEncrypted, boolean greets) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        PrintStream out = new PrintStream(socket.getOutputStream(), true, UTF_8);
        if (greets) {
            out.print("220 small\r\n");
        }
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            commands.add((isEncrypted ? "TLS " : "") + line);
            switch (line.split(" ", 2)[0].toUpperCase(Locale.ROOT)) {
                case "EHLO" ->
                    out.print("250-small\r\n"
                            + (offersStartTls && !isEncrypted ? "250-STARTTLS\r\n" : "")
                            + "250 AUTH PLAIN\r\n");
                case "STARTTLS" -> {
                    out.print("220 go on\r\n");
                    serve(encrypted(socket), true, false);
                    return;
                }
                case "AUTH" ->
                    out.print(line.endsWith("dXNlcgB1c2VyAHBhc3Mtd29yZA==") ? "235 ok\r\n" : "535 " + line + "\r\n");
                case "RCPT" -> out.print(line.contains("nobody") ? "550 no such user\r\n" : "250 ok\r\n");
                case "DATA" -> {
                    out.print("354 go on\r\n");
                    for (String each = in.readLine(); each != null && !each.equals("."); each = in.readLine()) {
                        commands.add("| " + each);
                    }
                    out.print("250 ok\r\n");
                }
                case "QUIT" -> {
                    out.print("221 bye\r\n");
                    return;
                }
                default -> out.print("250 ok\r\n");
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
