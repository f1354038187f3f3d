package io.datastreamer.portal.notices;

import io.datastreamer.portal.store.Notice;
import io.datastreamer.portal.store.NoticeKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class NoticeLetterTest {
    private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void everyKindHasWordsInBothLanguages() {
        for (NoticeKind kind : NoticeKind.values()) {
            for (String language : List.of("en", "de")) {
                Mailer.Letter one = letter(language, item(kind, "Fleet"));
                Mailer.Letter two = letter(language, item(kind, "Fleet"), item(kind, "Other"));
                assertThat(List.of(one.subject(), one.text(), two.subject(), two.text()))
                        .allSatisfy(text -> assertThat(text).isNotBlank().doesNotContain("{", "}", "null"));
            }
        }
    }

    @Test
    void manyAreCountedInTheSubjectAndListedUpToAPoint() {
        List<Notice.Item> items = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            items.add(item(i == 0 ? NoticeKind.RECOVERED : NoticeKind.FAILING, "s" + i));
        }
        Mailer.Letter letter = letter("en", items.toArray(Notice.Item[]::new));
        assertThat(letter.subject()).isEqualTo("Data streams: 119 failing, 1 recovered");
        assertThat(letter.text()).contains("And 70 more.").contains("https://portal.example.org/#/streams/id-1\n");
    }

    @Test
    void namesAreOneLineAndFillNoPlaces() {
        String name =
                OneLine.of("a\r\nBcc: b@example.org\u2028\u202Eevil {status} {name}\uD800 " + "x".repeat(200), 100);
        assertThat(name).hasSize(101).endsWith("…").doesNotContain("\r", "\n", "\u2028", "\u202E", "\uD800");
        Mailer.Letter letter = letter("en", item(NoticeKind.FAILING, name));
        assertThat(letter.subject().lines()).hasSize(1);
        assertThat(letter.subject().length()).isLessThan(90);
        assertThat(letter.text()).contains("{status} {name}").contains("the last answer was 503");
        assertThat(letter.text().lines().filter(line -> line.startsWith("Bcc"))).isEmpty();
    }

    private static Mailer.Letter letter(String language, Notice.Item... items) {
        return NoticeLetter.of(
                100_001,
                new Notice(3, AT, List.of(items), 0, List.of(), 0, AT),
                language,
                "https://portal.example.org");
    }

    private static Notice.Item item(NoticeKind kind, String name) {
        return new Notice.Item(7, kind, "id-1", name, "https://example.org", AT, 503, "HTTP 503", 12, AT, 1000L, 10L);
    }
}
