package io.datastreamer.job.decode;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class Utf8Test {
    @Test
    void plainIsAsciiWithoutBackslash() {
        assertThat(Utf8.isPlain("0123456789abcdef{}\"".getBytes(UTF_8))).isTrue();
        for (int length = 1; length < 20; length++) {
            for (int i = 0; i < length; i++) {
                byte[] bytes = "x".repeat(length).getBytes(UTF_8);
                bytes[i] = '\\';
                assertThat(Utf8.isPlain(bytes)).isFalse();
                bytes[i] = (byte) 0xc3;
                assertThat(Utf8.isPlain(bytes)).isFalse();
                bytes[i] = ']';
                assertThat(Utf8.isPlain(bytes)).isTrue();
            }
        }
    }

    @Test
    void agreesWithTheLibrary() {
        Random random = new Random(2);
        byte[][] pieces = {
            {'a'},
            "é".getBytes(UTF_8),
            "€".getBytes(UTF_8),
            "\uD83D\uDE00".getBytes(UTF_8),
            {(byte) 0xc0},
            {(byte) 0x80},
            {(byte) 0xe0, (byte) 0x9f},
            {(byte) 0xed, (byte) 0xa0},
            {(byte) 0xf0, (byte) 0x8f},
            {(byte) 0xf4, (byte) 0x90},
            {(byte) 0xf5},
            {(byte) 0xff},
            {(byte) 0xbf}
        };
        for (int i = 0; i < 100_000; i++) {
            ByteBuffer buffer = ByteBuffer.allocate(32);
            for (int n = random.nextInt(4); n >= 0; n--) {
                buffer.put(pieces[random.nextInt(pieces.length)]);
            }
            byte[] bytes = new byte[buffer.position()];
            buffer.flip().get(bytes);
            assertThat(Utf8.invalidAt(bytes) < 0).isEqualTo(isValid(bytes));
        }
    }

    private static boolean isValid(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
