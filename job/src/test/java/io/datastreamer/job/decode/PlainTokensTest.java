package io.datastreamer.job.decode;

import io.datastreamer.job.Lines;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.reject.MalformedRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class PlainTokensTest {
    private static final int CHANGED = Integer.getInteger("tokens.changed", 5_000);
    private static final String ODD = "{}[]\",:.-+eE019 \\\n\t\u0000\u0001\u007ftfnul/\u00e9";

    @Test
    void machinesWriteThem() {
        for (String text : golden()) {
            if (Utf8.isPlain(text.getBytes(UTF_8))) {
                assertThat(walk(new PlainTokens(), text))
                        .as(text)
                        .isNotNull()
                        .isEqualTo(walk(new JacksonTokens(), text));
            }
        }
    }

    @Test
    void whateverIsTakenMeansTheSameToJackson() {
        List<String> golden = golden();
        Random random = new Random(7);
        int taken = 0;
        for (int i = 0; i < CHANGED; i++) {
            StringBuilder changed = new StringBuilder(golden.get(random.nextInt(golden.size())));
            for (int change = random.nextInt(3); change >= 0; change--) {
                change(changed, random);
            }
            String text = changed.toString();
            if (Utf8.isPlain(text.getBytes(UTF_8))) {
                String walked = walk(new PlainTokens(), text);
                if (walked != null) {
                    assertThat(walked).as(text).isEqualTo(walk(new JacksonTokens(), text));
                    taken++;
                }
            }
        }
        assertThat(taken).as("records that are still JSON").isGreaterThan(CHANGED / 10);
    }

    @Test
    void decodersMakeTheSameByBoth() {
        List<String> golden = golden();
        List<Decoder<KeyedRecord>> decoders =
                List.of(new NetworkRecordDecoder(), new BillingRecordDecoder(), new SimDecoder());
        Random random = new Random(8);
        RecordReader reader = new RecordReader();
        for (int i = 0; i < CHANGED; i++) {
            StringBuilder changed = new StringBuilder(golden.get(random.nextInt(golden.size())));
            if (random.nextBoolean()) {
                change(changed, random);
            }
            RawRecord raw = Lines.raw(changed.toString());
            for (Decoder<KeyedRecord> decoder : decoders) {
                assertThat(decoded(() -> reader.decode(decoder, raw)))
                        .as(changed.toString())
                        .isEqualTo(decoded(() -> decoder.decode(raw, reader)));
            }
        }
    }

    private interface Decoding {
        KeyedRecord decode() throws MalformedRecord;
    }

    private static List<Object> decoded(Decoding decoding) {
        try {
            KeyedRecord record = decoding.decode();
            return Arrays.asList(record.key(), record.network(), record.billing(), record.sim());
        } catch (MalformedRecord e) {
            return List.of(e.reason(), String.valueOf(e.getMessage()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "1",
                "{",
                "{}x",
                "{} {}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\" 1}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":-}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1e}",
                "{\"a\":1e+}",
                "{\"a\":1x}",
                "{\"a\":t r u e}",
                "{\"a\":truex}",
                "{\"a\":True}",
                "{\"a\":NaN}",
                "{\"a\":[1,]}",
                "{\"a\":[1 2]}",
                "{\"a\":[,1]}",
                "{\"a\":[1}",
                "{\"a\":{]}",
                "{\"a\":\"x}",
                "{\"a\":\"x\ny\"}",
                "{/**/}",
            })
    void leavesTheRestToOthers(String text) {
        assertThat(walk(new PlainTokens(), text)).isNull();
    }

    @Test
    void deepOnesAreNotItsTask() {
        assertThat(walk(new PlainTokens(), "{\"a\":" + "[".repeat(20) + "]".repeat(20) + "}"))
                .isNotNull();
        PlainTokens tokens = new PlainTokens();
        assertThat(isSkipped(tokens, "{\"a\":" + "[".repeat(30) + "]".repeat(30) + "}"))
                .isTrue();
        assertThat(isSkipped(tokens, "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"))
                .isFalse();
    }

    private static boolean isSkipped(PlainTokens tokens, String text) {
        try {
            tokens.open(text.getBytes(UTF_8));
            tokens.nextName();
            tokens.nextValue();
            tokens.skipChildren();
            return !tokens.nextName() && tokens.isAtEnd();
        } catch (PlainTokens.NotPlain e) {
            return false;
        }
    }

    private static void change(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        char odd = ODD.charAt(random.nextInt(ODD.length()));
        switch (random.nextInt(3)) {
            case 0 -> text.setCharAt(at, odd);
            case 1 -> text.insert(at, odd);
            default -> text.deleteCharAt(at);
        }
    }

    /** Everything that the tokens say of a text; null if they give up. */
    private static @Nullable String walk(Tokens tokens, String text) {
        StringBuilder said = new StringBuilder();
        try {
            if (!tokens.open(text.getBytes(UTF_8))) {
                return null;
            }
            members(tokens, said);
            return tokens.isAtEnd() ? said.toString() : null;
        } catch (IOException | NumberFormatException | PlainTokens.NotPlain e) {
            return null;
        }
    }

    private static void members(Tokens tokens, StringBuilder said) throws IOException {
        while (tokens.nextName()) {
            said.append(tokens.text()).append('=');
            tokens.nextValue();
            value(tokens, said);
        }
    }

    private static void value(Tokens tokens, StringBuilder said) throws IOException {
        Tokens.Kind kind = tokens.kind();
        said.append(kind).append(' ');
        switch (kind) {
            case OBJECT -> members(tokens, said);
            case ARRAY -> {
                while (tokens.nextElement()) {
                    value(tokens, said);
                }
            }
            case TEXT ->
                said.append(tokens.length())
                        .append(' ')
                        .append(tokens.text())
                        .append(' ')
                        .append(new String(tokens.bytes(), tokens.bytesStart(), tokens.bytesLength(), UTF_8));
            case INTEGER -> {
                said.append(tokens.length()).append(' ').append(tokens.isLong() ? tokens.number() : "big");
                said.append(' ').append(tokens.decimal());
            }
            case DECIMAL -> said.append(tokens.length()).append(' ').append(tokens.decimal());
            case TRUE, FALSE, NULL -> said.append('.');
        }
        said.append('\n');
    }

    private static List<String> golden() {
        List<String> lines = new ArrayList<>();
        for (String file : List.of("network-records", "event-records", "billing-records", "usage-records", "sims")) {
            for (RawRecord record : Lines.of("/golden/" + file + ".jsonl")) {
                lines.add(new String(record.bytes(), UTF_8));
            }
        }
        return lines;
    }
}
