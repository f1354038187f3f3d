package io.datastreamer.connectors.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class ExcerptTest {
    @Test
    void showsTheBeginningOnOneLine() {
        assertThat(excerpt("  <html>\r\n\t<b>no</b>\u00a0way  \n")).isEqualTo("<html> <b>no</b> way");
        assertThat(excerpt("x".repeat(500))).isEqualTo("x".repeat(200) + "…");
        assertThat(excerpt("")).isEmpty();
    }

    @Test
    void doesNotCutACharacterInTwo() {
        assertThat(excerpt("x".repeat(199) + "😀😀")).isEqualTo("x".repeat(199) + "…");
    }

    @Test
    void leavesOutWhatTurnsTheDirectionOfWriting() {
        assertThat(excerpt("a\u202eb\u200bc")).isEqualTo("abc");
    }

    @Test
    void showsNothingThatIsNoText() {
        assertThat(Excerpt.of(answer(new byte[] {'P', 'K', 3, 4}), List.of())).isEmpty();
        assertThat(Excerpt.of(answer(new byte[] {(byte) 0xC3, '('}), List.of())).isEmpty();
        assertThat(excerpt("\u001b[2Jboo")).isEmpty();
    }

    @Test
    void showsNothingThatRepeatsASecret() {
        List<String> secrets = List.of("abc/def==");

        assertThat(Excerpt.of(answer("your token abc/def== is wrong"), secrets)).isEmpty();
        assertThat(Excerpt.of(answer("{\"token\":\"abc\\/def==\"}"), secrets)).isEmpty();
        assertThat(Excerpt.of(answer("x".repeat(5000) + "abc/def=="), secrets)).isEmpty();
        assertThat(Excerpt.of(answer("your token is wrong"), secrets)).isEqualTo("your token is wrong");
    }

    private static String excerpt(String body) {
        return Excerpt.of(answer(body), List.of());
    }

    private static HttpAnswer answer(String body) {
        return answer(body.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpAnswer answer(byte[] body) {
        return new HttpAnswer(400, Headers.of(), null, body, true);
    }
}
