package io.datastreamer.collect.radius;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.US_ASCII;

/** An element that sends accounting from its own port by RFC 2866; shares no code with the collector. */
final class Client implements AutoCloseable {
    static final String SECRET = "testing123";

    private final DatagramSocket socket;
    private final int port;
    private final String secret;

    Client(int port) throws IOException {
        this(port, SECRET);
    }

    Client(int port, String secret) throws IOException {
        this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        this.port = port;
        this.secret = secret;
        socket.setReceiveBufferSize(1 << 20);
    }

    /** An interim record of a session that is used only once. */
    byte[] request(int identifier, String session, byte[]... more) {
        ByteArrayOutputStream attributes = new ByteArrayOutputStream();
        attributes.writeBytes(attribute(40, 0, 0, 0, 3));
        attributes.writeBytes(attribute(44, session));
        attributes.writeBytes(attribute(4, 192, 0, 2, 10));
        attributes.writeBytes(attribute(55, 0x6A, 0xF0, 0xAA, 0x01));
        attributes.writeBytes(vendor(10415, attribute(1, "901405309000060")));
        attributes.writeBytes(attribute(42, 0, 0, 3, 0xE8));
        attributes.writeBytes(attribute(43, 0, 0, 7, 0xD0));
        for (byte[] one : more) {
            attributes.writeBytes(one);
        }
        return signed(identifier, attributes.toByteArray());
    }

    byte[] signed(int identifier, byte[] attributes) {
        byte[] packet = new byte[20 + attributes.length];
        packet[0] = 4;
        packet[1] = (byte) identifier;
        packet[2] = (byte) (packet.length >> 8);
        packet[3] = (byte) packet.length;
        System.arraycopy(attributes, 0, packet, 20, attributes.length);
        MessageDigest md5 = md5();
        md5.update(packet);
        System.arraycopy(md5.digest(secret.getBytes(US_ASCII)), 0, packet, 4, 16);
        return packet;
    }

    static byte[] attribute(int number, String text) {
        return attribute(number, text.getBytes(US_ASCII));
    }

    static byte[] attribute(int number, int... octets) {
        byte[] value = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            value[i] = (byte) octets[i];
        }
        return attribute(number, value);
    }

    static byte[] attribute(int number, byte[] value) {
        byte[] attribute = new byte[2 + value.length];
        attribute[0] = (byte) number;
        attribute[1] = (byte) attribute.length;
        System.arraycopy(value, 0, attribute, 2, value.length);
        return attribute;
    }

    static byte[] vendor(int vendor, byte[] attribute) {
        byte[] value = new byte[4 + attribute.length];
        value[0] = (byte) (vendor >> 24);
        value[1] = (byte) (vendor >> 16);
        value[2] = (byte) (vendor >> 8);
        value[3] = (byte) vendor;
        System.arraycopy(attribute, 0, value, 4, attribute.length);
        return attribute(26, value);
    }

    void send(byte[] packet) throws IOException {
        socket.send(new DatagramPacket(packet, packet.length, InetAddress.getLoopbackAddress(), port));
    }

    /** The next answer, or null when none comes within this time. */
    byte @Nullable [] answer(int millis) throws IOException {
        socket.setSoTimeout(millis);
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException e) {
            return null;
        }
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    /** Sends a request repeatedly until it is answered, without limit, and returns the answer. */
    byte[] ask(byte[] request) throws IOException {
        while (true) {
            send(request);
            byte[] answer = answer(1000);
            while (answer != null && answer[1] != request[1]) {
                answer = answer(1000);
            }
            if (answer != null) {
                return answer;
            }
        }
    }

    /** Whether an answer belongs to a request and matches the secret. */
    boolean isAnswer(byte[] answer, byte[] request) {
        byte[] signed = answer.clone();
        System.arraycopy(request, 4, signed, 4, 16);
        MessageDigest md5 = md5();
        md5.update(signed);
        byte[] expected = md5.digest(secret.getBytes(US_ASCII));
        return answer[0] == 5 && answer[1] == request[1] && Arrays.equals(answer, 4, 20, expected, 0, 16);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
