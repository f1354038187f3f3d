package io.datastreamer.collect.radius;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The datagrams of a file of libpcap's classic format, raw IPv4. */
final class Capture {
    private Capture() {}

    static List<byte[]> datagrams(String name) throws IOException {
        byte[] file = Files.readAllBytes(Path.of("src/test/resources/captures", name));
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.getInt(0) != 0xA1B2C3D4) {
            bytes.order(ByteOrder.BIG_ENDIAN);
        }
        List<byte[]> datagrams = new ArrayList<>();
        bytes.position(24);
        while (bytes.hasRemaining()) {
            int length = bytes.getInt(bytes.position() + 8);
            int ip = bytes.position() + 16;
            int udp = ip + 4 * (file[ip] & 0xF);
            byte[] datagram = new byte[ip + length - udp - 8];
            System.arraycopy(file, udp + 8, datagram, 0, datagram.length);
            datagrams.add(datagram);
            bytes.position(ip + length);
        }
        return datagrams;
    }
}
