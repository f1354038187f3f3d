package io.datastreamer.job.decode;

import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.oauth.TrustedIssuer;
import io.datastreamer.connectors.secrets.SecretMembers;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.ContractException;
import io.datastreamer.contract.DataStreamCodec;
import io.datastreamer.contract.StreamChange;
import io.datastreamer.job.JsonMutations;
import io.datastreamer.job.Lines;
import io.datastreamer.job.Schemas;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.reject.MalformedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks that the published schemas of inputs and the code that reads them agree: on sound texts, and on thousands with
 * one value changed.
 */
class InputSchemasTest {
    private static final int MUTATIONS = 4000;
    private static final String LONG_TEXT = '"' + "x".repeat(4097) + '"';
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "-1",
            "0",
            "1",
            "15",
            "16",
            "1000",
            "3001",
            "1.5",
            "-0.5",
            "1000000000000000",
            "1000000000000001",
            "9223372036854775807",
            "9223372036854775808",
            "\"\"",
            "\"x\"",
            "\"SMS\"",
            "\"DATA\"",
            "\"API\"",
            "\"WARN\"",
            "\"GENERIC\"",
            "\"SIM_DELETION\"",
            "\"tariff\"",
            "\"EVENTS\"",
            "\"PAUSED\"",
            "\"REST_API\"",
            "\"02\"",
            "\"262\"",
            "\"1234\"",
            "\"9014301234567\"",
            "\"90143012345678\"",
            "\"901430123456789\"",
            "\"9014301234567890\"",
            "\"8988303001234560001\"",
            "\"https://example.com/\"",
            "\"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqr\"",
            "\"2017-03-19T21:06:34Z\"",
            "\"2017-03-19T21:07Z\"",
            "\"2017-03-19T21:06:33\"",
            "\"2017-13-19T21:06:33Z\"",
            LONG_TEXT,
            "{}",
            "[]",
            "[1]",
            "[\"x\"]",
            "{\"mcc\":\"262\",\"mnc\":\"02\"}",
            "{\"id\":1}");

    private final RecordReader reader = new RecordReader();

    @Test
    void networkRecords() {
        List<String> sound = lines("/golden/network-records.jsonl", "/golden/event-records.jsonl");
        agree("network-record", sound, text -> isDecoded(new NetworkRecordDecoder(), text));
        Set<String> known = new TreeSet<>();
        for (NetworkMember member : NetworkMember.values()) {
            known.add(member.name().toLowerCase(Locale.ROOT));
        }
        assertThat(Schemas.members("network-record")).containsAll(known);
    }

    @Test
    void billingRecords() {
        List<String> sound = lines("/golden/billing-records.jsonl", "/golden/usage-records.jsonl");
        agree("billing-record", sound, text -> isDecoded(new BillingRecordDecoder(), text));
    }

    @Test
    void sims() {
        List<String> sound = lines("/golden/sims.jsonl", "/golden/event-sims.jsonl");
        sound.add("{\"imsi\":\"901430123456789\",\"deleted\":true}");
        agree("sim", sound, text -> isDecoded(new SimDecoder(), text));
    }

    @Test
    void catalogEntries() {
        agree("catalog-entry", lines("/golden/catalog.jsonl"), text -> isDecoded(new CatalogDecoder(), text));
    }

    @Test
    void dataStreams() {
        try (HttpTransport transport = new HttpTransport(HttpSettings.DEFAULTS)) {
            Integrations integrations =
                    Integrations.standard(transport, OperatorSettings.DEFAULTS.withIdentity(TrustedIssuer.identity()));
            List<String> sound = lines("/golden/streams.jsonl");
            sound.add("{\"organisation_id\":1,\"erased\":true}");
            agree("data-stream", sound, text -> isStream(integrations, text));
            String removal = "{\"id\":\"gone\",\"organisation_id\":1,\"deleted\":true}";
            assertThat(Schemas.strictFaults("data-stream", removal)).isEmpty();
            assertThat(isStream(integrations, removal)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(ApiType.class)
    void settings(ApiType type) {
        String start = "{\"id\":\"s\",\"organisation_id\":1,\"stream_type\":\"USAGE\",\"api_type\":\"" + type
                + "\",\"settings\":";
        assertThat(Schemas.faults("data-stream", start + "{}}").isEmpty())
                .as("every place has some setting that must be there")
                .isEqualTo(type == ApiType.PULL);
        Set<String> present = new TreeSet<>();
        for (String stream : lines("/golden/streams.jsonl")) {
            if (stream.contains("\"" + type + "\"")) {
                present.addAll(Schemas.membersOf(stream));
            }
        }
        Set<String> named = Schemas.definedMembers("data-stream", type.name().toLowerCase(Locale.ROOT));
        named.remove("role_arn");
        assertThat(present).containsAll(named.stream().map("settings."::concat).toList());
    }

    @ParameterizedTest
    @EnumSource(ApiType.class)
    void secretsMayBeEncryptedAndNothingElse(ApiType type) {
        for (String stream : lines("/golden/streams.jsonl")) {
            if (stream.contains("\"" + type + "\"")) {
                for (String member : Schemas.membersOf(stream)) {
                    String name = member.substring(member.indexOf('.') + 1);
                    if (member.startsWith("settings.")) {
                        String encrypted = stream.replaceFirst(
                                "\"" + name + "\":(\"(?:[^\"\\\\]++|\\\\.)*+\"|[0-9]+)",
                                "\"" + name + "\":{\"encrypted\":\"AQ==\"}");
                        // objects stay as they are
                        if (!encrypted.equals(stream)) {
                            assertThat(Schemas.faults("data-stream", encrypted).isEmpty())
                                    .as(encrypted)
                                    .isEqualTo(SecretMembers.of(type).contains(name));
                        }
                    }
                }
            }
        }
    }

    @Test
    void aRoleStandsInPlaceOfKeys() {
        String role = "\"role_arn\":\"arn:aws:iam::123456789012:role/data-stream\"";
        String keys = "\"access_key_id\":\"AKIDEXAMPLE\",\"secret_access_key\":\"wJalrXUtnFEMI\"";
        String stream = lines("/golden/streams.jsonl").stream()
                .filter(line -> line.contains("AWS_KINESIS"))
                .findFirst()
                .orElseThrow();
        assertThat(stream).contains(keys);
        assertThat(Schemas.strictFaults("data-stream", stream.replace(keys, role)))
                .isEmpty();
        assertThat(Schemas.faults("data-stream", stream.replace(keys, role + "," + keys)))
                .isNotEmpty();
    }

    private static void agree(String schema, List<String> sound, Predicate<String> isRead) {
        Set<String> present = new TreeSet<>();
        for (String text : sound) {
            assertThat(Schemas.strictFaults(schema, text)).as(text).isEmpty();
            assertThat(isRead).as(text).accepts(text);
            present.addAll(Schemas.membersOf(text));
        }
        assertThat(present).as("sound texts have all members").containsAll(Schemas.members(schema));
        JsonMutations mutations = new JsonMutations(schema.hashCode(), VALUES);
        int valid = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String text = mutations.mutate(sound.get(i % sound.size()));
            List<String> faults = Schemas.faults(schema, text);
            assertThat(isRead.test(text)).as("%s: %s", text, faults).isEqualTo(faults.isEmpty());
            valid += faults.isEmpty() ? 1 : 0;
        }
        assertThat(valid).isBetween(MUTATIONS / 20, MUTATIONS * 19 / 20);
    }

    private boolean isDecoded(Decoder<?> decoder, String text) {
        try {
            decoder.decode(Lines.raw(text), reader);
            return true;
        } catch (MalformedRecord e) {
            return false;
        }
    }

    // the integration reads the settings
    private static boolean isStream(Integrations integrations, String text) {
        try {
            StreamChange change = DataStreamCodec.read(text.getBytes(UTF_8));
            if (change.stream() != null) {
                integrations.open(change.stream()).close();
            }
            return true;
        } catch (ContractException | SettingsException e) {
            return false;
        }
    }

    private static List<String> lines(String... resources) {
        List<String> lines = new ArrayList<>();
        for (String resource : resources) {
            for (RawRecord record : Lines.of(resource)) {
                lines.add(new String(record.bytes(), UTF_8));
            }
        }
        return lines;
    }
}
