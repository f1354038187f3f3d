package io.datastreamer.connectors.kafka;

import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.contract.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KafkaSettingsTest {
    @Test
    void hasDefaults() throws SettingsException {
        KafkaSettings settings = read();

        assertThat(settings.limits()).isEqualTo(new Limits(1000, 900_000, Duration.ZERO, 1));
        assertThat(settings.usesTls()).isTrue();
        assertThat(settings.login()).isNull();
        assertThat(settings.tls()).isNull();
        assertThat(settings.compression()).isEqualTo("none");
        assertThat(settings.target()).isEqualTo("kafka.example.com:9093/sims");
    }

    @Test
    void takesServersByNameAndAddress() throws SettingsException {
        assertThat(read("bootstrap_servers", "a.example.com:1, 192.0.2.1:65535,[2001:db8::1]:9093")
                        .bootstrap())
                .containsExactly(
                        new KafkaSettings.Address("a.example.com", 1),
                        new KafkaSettings.Address("192.0.2.1", 65_535),
                        new KafkaSettings.Address("2001:db8::1", 9093));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.example.com",
                "kafka.example.com:0",
                "kafka.example.com:65536",
                "kafka.example.com:9093,",
                "SASL_SSL://kafka.example.com:9093",
                "a:1,b:1,c:1,d:1,e:1,f:1,g:1,h:1,i:1,j:1,k:1,l:1,m:1,n:1,o:1,p:1,q:1",
                "user@kafka.example.com:9093"
            })
    void refusesOtherServers(String servers) {
        assertRefused("bootstrap_servers: must be host:port", "bootstrap_servers", servers);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "a b", "a/b", "ä"})
    void refusesOtherTopics(String topic) {
        assertRefused("topic: must be a topic's name", "topic", topic);
    }

    @ParameterizedTest
    @CsvSource({
        "username, data-streamer, password: is missing",
        "password, hush-hush, username: is missing",
        "client_key, x, client_key: must be PEM",
        "tls, maybe, 'tls: must be one of on, off'",
        "sasl_mechanism, GSSAPI, 'sasl_mechanism: must be one of SCRAM-SHA-512, SCRAM-SHA-256, PLAIN'",
    })
    void namesWhatIsMissingOrNotRight(String member, String value, String reason) {
        assertRefused(reason, member, value);
    }

    @Test
    void aTokenGoesWithItsMechanismAndNoPassword() throws SettingsException {
        String[] token = {"token_url", "https://login.example.com/token", "client_id", "c", "client_secret", "hush-hush"
        };
        assertRefused("sasl_mechanism: must be OAUTHBEARER, since there is a token_url", token);
        assertRefused(
                "sasl_mechanism: is OAUTHBEARER, and there is a username",
                "sasl_mechanism",
                "OAUTHBEARER",
                "username",
                "me",
                "password",
                "hush-hush");
        KafkaSettings settings =
                read("sasl_mechanism", "OAUTHBEARER", token[0], token[1], token[2], token[3], token[4], token[5]);
        assertThat(settings.hosts())
                .containsOnlyKeys("bootstrap_servers", "token_url")
                .containsEntry("token_url", List.of("login.example.com"));
        assertThat(settings.toString()).doesNotContain("hush");
        assertThat(settings.secrets()).contains("hush-hush");
    }

    @Test
    void wantsTlsWhereThereAreSettingsForIt() {
        assertRefused("tls: must be on, since there are settings for TLS", "tls", "off", "tls_min_version", "1.3");
    }

    @Test
    void showsNoPassword() throws SettingsException {
        KafkaSettings settings = read("username", "me", "password", "hush-hush");

        assertThat(settings.toString()).contains("me").doesNotContain("hush");
        assertThat(settings.secrets()).containsExactly("hush-hush");
    }

    private static void assertRefused(String reason, String... settings) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(settings))
                .satisfies(e -> assertThat(e.getMessage()).startsWith(reason).doesNotContain("hush"));
    }

    private static KafkaSettings read(String... more) throws SettingsException {
        Map<String, String> topic = Map.of("bootstrap_servers", "kafka.example.com:9093", "topic", "sims");
        return KafkaSettings.read(new Settings(Streams.with(topic, more)));
    }
}
