package io.datastreamer.connectors.kafka;

import io.datastreamer.connectors.entra.EntraOperator;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.contract.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EventHubsSettingsTest {
    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private static KafkaSettings read(Map<String, Object> settings) throws SettingsException {
        return EventHubsSettings.read(new Settings(settings), null, 7, new EntraOperator(null, null));
    }

    @Test
    void aConnectionStringNamesAllThatKafkasProtocolNeeds() throws SettingsException {
        String connection = "Endpoint=sb://example.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey="
                + KEY + ";EntityPath=sims";
        KafkaSettings settings = read(Map.of("connection_string", " " + connection + "\n"));
        assertThat(settings.bootstrap())
                .isEqualTo(List.of(new KafkaSettings.Address("example.servicebus.windows.net", 9093)));
        assertThat(settings.topic()).isEqualTo("sims");
        assertThat(settings.usesTls()).isTrue();
        assertThat(settings.login()).isEqualTo(new KafkaSettings.Login("PLAIN", "$ConnectionString", connection));
        assertThat(settings.target()).isEqualTo("example.servicebus.windows.net:9093/sims");
        assertThat(settings.secrets()).containsExactlyInAnyOrder(connection, KEY);
        assertThat(settings.toString()).doesNotContain(KEY);
        assertThat(read(Map.of("connection_string", connection, "event_hub", "other"))
                        .topic())
                .isEqualTo("other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "Endpoint=sb://example.servicebus.windows.net/",
                "Endpoint=sb://evil.example.org/;SharedAccessKeyName=a;SharedAccessKey=b;EntityPath=c",
                "Endpoint=sb://servicebus.windows.net.example.org/;SharedAccessKeyName=a;SharedAccessKey=b;EntityPath=c",
                "Endpoint=sb://a.servicebus.windows.net:1/;SharedAccessKeyName=a;SharedAccessKey=b;EntityPath=c",
                "Endpoint=sb://a.servicebus.windows.net/;SharedAccessKeyName=a;EntityPath=c"
            })
    void nobodyButAzureGetsIt(String connection) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(Map.of("connection_string", connection)))
                .withMessageStartingWith("connection_string: must be a connection string such as ");
    }

    @Test
    void theHubHasToBeNamedSomewhere() {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(Map.of(
                        "connection_string",
                        "Endpoint=sb://a.servicebus.windows.net/;SharedAccessKeyName=a;SharedAccessKey=" + KEY)))
                .withMessage("event_hub: is missing, and the connection string has no EntityPath");
    }
}
