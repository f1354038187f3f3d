package io.datastreamer.connectors;

import io.datastreamer.connectors.aws.AwsKeys;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.secrets.SecretMembers;
import io.datastreamer.connectors.settings.SettingsFault;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class SettingsCheckTest {
    private static final HttpTransport TRANSPORT = new HttpTransport(HttpSettings.DEFAULTS);
    private static final Integrations INTEGRATIONS = Integrations.standard(TRANSPORT);

    @AfterAll
    static void close() {
        TRANSPORT.close();
    }

    @ParameterizedTest
    // fetched documents go to no place
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PULL")
    void examplesOfTheRequiredFieldsAreValidAndEachIsMissed(ApiType type) {
        Map<String, Object> examples = new LinkedHashMap<>();
        List<String> required = INTEGRATIONS.fields(type).stream()
                .filter(SettingsField::required)
                .map(SettingsField::member)
                .toList();
        for (SettingsField field : INTEGRATIONS.fields(type)) {
            if (field.required()) {
                examples.put(field.member(), field.example());
            }
        }
        assertThat(required).isNotEmpty();
        assertThat(INTEGRATIONS.faults(stream(type, examples))).isEmpty();
        assertThat(INTEGRATIONS.faults(stream(type, Map.of())))
                .containsExactlyElementsOf(required.stream()
                        .map(member -> new SettingsFault(member, "is missing"))
                        .toList());
        for (String member : required) {
            Map<String, Object> without = new LinkedHashMap<>(examples);
            without.remove(member);
            assertThat(INTEGRATIONS.faults(stream(type, without)))
                    .containsExactly(new SettingsFault(member, "is missing"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyFieldIsReadAndEveryFaultToldAtOnce(ApiType type) {
        Map<String, Object> wrong = new LinkedHashMap<>();
        for (SettingsField field : INTEGRATIONS.fields(type)) {
            if (field.insteadOf().isEmpty()) {
                wrong.put(field.member(), List.of("neither a text nor a number nor an object"));
            }
        }
        assertThat(INTEGRATIONS.faults(stream(type, wrong)))
                .extracting(SettingsFault::member)
                .containsExactlyElementsOf(wrong.keySet());
    }

    @ParameterizedTest
    @EnumSource
    void boundsAndChoicesOfTheFieldsAreThoseThatAreChecked(ApiType type) {
        for (SettingsField field : INTEGRATIONS.fields(type)) {
            if (field.kind() == SettingsField.Kind.NUMBER) {
                assertThat(faults(type, field, field.least())).isEmpty();
                assertThat(faults(type, field, field.most())).isEmpty();
                assertThat(faults(type, field, field.least() - 1)).hasSize(1);
                assertThat(faults(type, field, field.most() + 1)).hasSize(1);
            }
            for (String choice : field.choices()) {
                assertThat(faults(type, field, choice)).isEmpty();
            }
            if (!field.choices().isEmpty()) {
                assertThat(faults(type, field, "none of them")).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    // fetched documents go to no place
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PULL")
    void theSecretMembersAreAmongTheFieldsAndNameNoPlace(ApiType type) {
        assertThat(INTEGRATIONS.fields(type)).extracting(SettingsField::member).containsAll(SecretMembers.of(type));
        assertThat(INTEGRATIONS.fields(type).stream()
                        .filter(SettingsField::target)
                        .map(SettingsField::member))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(SecretMembers.of(type));
    }

    @Test
    void aRegionOfTheCustomersOwnStoreIsCheckedAsSuch() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("region", "auto");
        assertThat(INTEGRATIONS.faults(stream(ApiType.AWS_S3, settings)))
                .extracting(SettingsFault::member)
                .contains("region");
        settings.put("endpoint", "https://account.r2.example.com");
        assertThat(INTEGRATIONS.faults(stream(ApiType.AWS_S3, settings)))
                .extracting(SettingsFault::member)
                .contains("bucket")
                .doesNotContain("region", "endpoint");
    }

    @Test
    void membersThatNobodyReadsAreFaults() {
        assertThat(INTEGRATIONS.faults(
                        stream(ApiType.REST_API, Map.of("url", "https://example.com/", "max_records", 5L))))
                .containsExactly(new SettingsFault("max_records", "there is no such setting for REST_API"));
    }

    @Test
    void aRoleStandsInThePlaceOfKeys() {
        Map<String, Object> role = new LinkedHashMap<>();
        role.put("region", "eu-central-1");
        role.put("stream_name", "s");
        role.put("role_arn", "arn:aws:iam::123456789012:role/r");
        assertThat(INTEGRATIONS.faults(stream(ApiType.AWS_KINESIS, role)))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.member()).isEqualTo("role_arn");
                    assertThat(fault.reason()).contains("sts.credentials");
                });
        Integrations withRoles = Integrations.standard(
                TRANSPORT, OperatorSettings.DEFAULTS.withStsKeys(new AwsKeys("AKIDOURS", "secret")));
        assertThat(withRoles.faults(stream(ApiType.AWS_KINESIS, role))).isEmpty();
        role.put("access_key_id", "AKIDTEST");
        assertThat(withRoles.faults(stream(ApiType.AWS_KINESIS, role)))
                .singleElement()
                .satisfies(fault -> assertThat(fault.reason()).contains("cannot be together"));
    }

    @Test
    void theTargetChangesWithWhatNamesThePlace() {
        Settings before = new Settings(Map.of("api_key", "abcd"));
        assertThat(INTEGRATIONS.changedTarget(
                        ApiType.DATADOG, before, new Settings(Map.of("site", "datadoghq.com", "api_key", "other"))))
                .isEmpty();
        assertThat(INTEGRATIONS.changedTarget(ApiType.DATADOG, before, new Settings(Map.of("site", "datadoghq.eu"))))
                .containsExactly("site");
    }

    /** Texts are masked by all secrets, and two members may have the same secret. */
    @Test
    void oneTextMayBeGivenForTwoSecrets() {
        for (StreamConfiguration stream : List.of(
                stream(ApiType.DATADOG, Map.of("api_key", "abcd", "application_key", "abcd")),
                stream(
                        ApiType.AWS_S3,
                        Map.of("bucket", "sim-data", "access_key_id", "abcd", "secret_access_key", "abcd")),
                stream(
                        ApiType.AWS_KINESIS,
                        Map.of(
                                "region",
                                "eu-central-1",
                                "stream_name",
                                "s",
                                "access_key_id",
                                "abcd",
                                "secret_access_key",
                                "abcd")))) {
            assertThatCode(() -> INTEGRATIONS.open(stream).close()).doesNotThrowAnyException();
        }
    }

    private static List<SettingsFault> faults(ApiType type, SettingsField field, Object value) {
        Map<String, Object> settings = new LinkedHashMap<>();
        INTEGRATIONS.fields(type).stream()
                .filter(SettingsField::required)
                .forEach(other -> settings.put(other.member(), other.example()));
        settings.put(field.member(), value);
        return INTEGRATIONS.faults(stream(type, settings));
    }

    private static StreamConfiguration stream(ApiType type, Map<String, ?> settings) {
        return Streams.stream(type, StreamType.USAGE_AND_EVENTS, settings);
    }
}
