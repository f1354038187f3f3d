package io.datastreamer.portal.page;

import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.secrets.StreamSecrets;
import io.datastreamer.connectors.settings.SettingsFault;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The German page has a text for each of the service's errors about settings. */
class ReasonsTest {
    private static final Path TEXTS = Path.of("src/main/resources/web/app/text/reasons-de.js");
    private static final Pattern LINE = Pattern.compile("\\[\\s*/(\\^.*\\$)/,\\s*'([^']+)',?\\s*\\]");
    private static final Pattern GROUP = Pattern.compile("\\$(\\d)");

    /** Values that no member of any kind accepts, and some that are nearly valid. */
    private static final List<Object> WRONG = List.of(
            "☃ ☃",
            "x".repeat(5_000),
            -1L,
            1L << 40,
            true,
            "ftp://example.com/",
            "https://user:password@example.com/",
            "https://example.com/#there",
            Map.of("no name", "x"),
            Map.of("Host", "x"),
            Map.of("x", "☃"),
            Map.of("x", 1L),
            Map.of("Name", "a", "name", "b"),
            manyHeaders());

    @Test
    void everySentenceAboutSettingsHasAText() throws IOException {
        Set<String> said = new TreeSet<>();
        try (HttpTransport transport = new HttpTransport(HttpSettings.DEFAULTS)) {
            Integrations integrations = Integrations.standard(
                    transport, OperatorSettings.DEFAULTS.withSecrets(new StreamSecrets(null, true)));
            for (ApiType type : ApiType.values()) {
                said.addAll(reasons(integrations, type, Map.of()));
                said.addAll(reasons(integrations, type, Map.of("unknown", 1L)));
                for (SettingsField field : integrations.fields(type)) {
                    WRONG.forEach(value -> said.addAll(reasons(integrations, type, Map.of(field.member(), value))));
                }
            }
            said.addAll(reasons(
                    integrations,
                    ApiType.AWS_KINESIS,
                    Map.of("role_arn", "arn:aws:iam::123456789012:role/r", "access_key_id", "AKIDEXAMPLE")));
            said.addAll(
                    reasons(integrations, ApiType.AWS_KINESIS, Map.of("role_arn", "arn:aws:iam::123456789012:role/r")));
            Map<String, Object> application = Map.of(
                    "tenant_id", "11111111-2222-3333-4444-555555555555",
                    "client_id", "11111111-2222-3333-4444-555555555555");
            said.addAll(reasons(integrations, ApiType.AZURE_BLOB, application));
            said.addAll(reasons(integrations, ApiType.AZURE_EVENT_HUBS, application));
        }

        Map<Pattern, String> texts = texts();
        assertThat(said)
                .hasSizeGreaterThan(30)
                .allSatisfy(reason -> assertThat(texts.keySet())
                        .as(reason)
                        .anySatisfy(sentence -> assertThat(reason).matches(sentence)));
    }

    @Test
    void aTextHasWhatItsSentenceNames() throws IOException {
        assertThat(texts()).hasSizeGreaterThan(30).allSatisfy((sentence, text) -> {
            int groups = sentence.matcher("").groupCount();
            assertThat(GROUP.matcher(text).results().map(match -> Integer.valueOf(match.group(1))))
                    .as(text)
                    .allMatch(group -> group <= groups)
                    .doesNotHaveDuplicates()
                    .hasSize(groups);
        });
    }

    private static Map<Pattern, String> texts() throws IOException {
        Map<Pattern, String> texts = new LinkedHashMap<>();
        LINE.matcher(Files.readString(TEXTS, UTF_8))
                .results()
                .forEach(line -> texts.put(Pattern.compile(line.group(1)), line.group(2)));
        return texts;
    }

    private static List<String> reasons(Integrations integrations, ApiType type, Map<String, Object> settings) {
        StreamConfiguration stream = StreamConfiguration.of("a", 1, StreamType.EVENTS, type, new Settings(settings))
                .withName("a");
        return integrations.faults(stream).stream().map(SettingsFault::reason).toList();
    }

    private static Map<String, Object> manyHeaders() {
        Map<String, Object> headers = new LinkedHashMap<>();
        for (int i = 0; i < 100; i++) {
            headers.put("x-" + i, "x");
        }
        return headers;
    }
}
