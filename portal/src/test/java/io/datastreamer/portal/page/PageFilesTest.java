package io.datastreamer.portal.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Checks of the page's files that need no browser. */
class PageFilesTest {
    private static final Path WEB = Path.of("src/main/resources/web");
    private static final Pattern KEY = Pattern.compile("^ {2}'([^']+)':", Pattern.MULTILINE);
    private static final Pattern USED = Pattern.compile("\\bt\\('([^']+)'");

    private static final Pattern LOADED = Pattern.compile("(?:href|src)=\"(app/[^\"]+\\.js)\"");

    /** Code that takes text for markup or for a program, and what the content policy would block. */
    private static final Pattern DANGEROUS = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function|DOMParser|srcdoc|javascript:"
                    + "|\\bstyle=|<style|\\son[a-z]+=\"");

    /** Addresses outside the portal; the namespace of SVG is only a name. */
    private static final Pattern ELSEWHERE = Pattern.compile("https?://(?!www\\.w3\\.org/2000/svg)|url\\(|@import");

    @Test
    void textsAreTheSameInBothLanguages() throws IOException {
        assertThat(keys("de")).isEqualTo(keys("en")).hasSizeGreaterThan(100);
    }

    @Test
    void everyTextThatIsAskedForIsThere() throws IOException {
        assertThat(keys("en")).containsAll(found(USED, everything()));
    }

    @Test
    void nothingTakesTextForMarkup() throws IOException {
        assertThat(found(DANGEROUS, everything())).isEmpty();
    }

    @Test
    void nothingComesFromElsewhere() throws IOException {
        assertThat(found(ELSEWHERE, everything())).isEmpty();
    }

    @Test
    void allModulesAreLoadedAtOnce() throws IOException {
        try (Stream<Path> files = Files.walk(WEB.resolve("app"))) {
            assertThat(found(LOADED, Files.readString(WEB.resolve("index.html"), UTF_8)))
                    .isEqualTo(files.filter(file -> file.toString().endsWith(".js"))
                            .map(file -> WEB.relativize(file).toString())
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    private static Set<String> keys(String language) throws IOException {
        return found(KEY, Files.readString(WEB.resolve("app/text/" + language + ".js"), UTF_8));
    }

    private static String everything() throws IOException {
        try (Stream<Path> files = Files.walk(WEB)) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                text.append(Files.readString(file, UTF_8)).append('\n');
            }
            return text.toString();
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.groupCount() == 0 ? match.group() : match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
