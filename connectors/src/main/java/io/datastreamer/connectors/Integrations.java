package io.datastreamer.connectors;

import io.datastreamer.connectors.Endpoints.Service;
import io.datastreamer.connectors.aws.AwsOperator;
import io.datastreamer.connectors.azure.AzureBlobIntegration;
import io.datastreamer.connectors.datadog.DatadogIntegration;
import io.datastreamer.connectors.entra.EntraOperator;
import io.datastreamer.connectors.eventbridge.EventBridgeIntegration;
import io.datastreamer.connectors.gcs.GcsIntegration;
import io.datastreamer.connectors.google.GoogleOperator;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.kafka.EventHubsIntegration;
import io.datastreamer.connectors.kafka.KafkaIntegration;
import io.datastreamer.connectors.keen.KeenIntegration;
import io.datastreamer.connectors.kinesis.KinesisIntegration;
import io.datastreamer.connectors.pubsub.PubSubIntegration;
import io.datastreamer.connectors.pull.PullIntegration;
import io.datastreamer.connectors.rest.RestIntegration;
import io.datastreamer.connectors.s3.S3Integration;
import io.datastreamer.connectors.secrets.StreamSecrets;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsFault;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.sftp.SftpIntegration;
import io.datastreamer.connectors.sns.SnsIntegration;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Integration;
import io.datastreamer.connectors.sqs.SqsIntegration;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All integrations of this build. */
public final class Integrations {
    private final Map<ApiType, Integration> byType = new EnumMap<>(ApiType.class);
    private final StreamSecrets secrets;

    /** Creates the integrations of this build; this is the only list of them. */
    public static Integrations standard(HttpTransport transport, OperatorSettings operator) {
        Endpoints endpoints = operator.endpoints();
        AwsOperator aws = new AwsOperator(operator.stsKeys(), endpoints.of(Service.STS));
        GoogleOperator google = new GoogleOperator(operator.identity(), endpoints.of(Service.GOOGLE));
        EntraOperator entra = new EntraOperator(operator.identity(), endpoints.of(Service.ENTRA));
        List<Integration> all = List.of(
                RestIntegration.single(transport),
                RestIntegration.bulk(transport),
                new KinesisIntegration(transport, aws, endpoints.of(Service.KINESIS)),
                new S3Integration(transport, aws, endpoints.of(Service.S3), operator.s3PlainBodies()),
                new KeenIntegration(transport, endpoints.of(Service.KEEN)),
                new DatadogIntegration(transport, endpoints.of(Service.DATADOG)),
                new KafkaIntegration(transport),
                new PullIntegration(),
                new PubSubIntegration(transport, endpoints.of(Service.PUBSUB), google),
                new SqsIntegration(transport, aws, endpoints.of(Service.SQS)),
                new SnsIntegration(transport, aws, endpoints.of(Service.SNS)),
                new EventBridgeIntegration(transport, aws, endpoints.of(Service.EVENTBRIDGE)),
                new EventHubsIntegration(transport, endpoints.of(Service.EVENT_HUBS), entra),
                new AzureBlobIntegration(transport, endpoints.of(Service.AZURE_BLOB), entra),
                new GcsIntegration(transport, endpoints.of(Service.GCS), google),
                new SftpIntegration(transport));
        return new Integrations(all, operator.secrets());
    }

    /** The same with the operator's default settings. */
    public static Integrations standard(HttpTransport transport) {
        return standard(transport, OperatorSettings.DEFAULTS);
    }

    /** Only for tests: any list of integrations, and secrets in clear. */
    public Integrations(List<Integration> integrations) {
        this(integrations, OperatorSettings.DEFAULTS.secrets());
    }

    private Integrations(List<Integration> integrations, StreamSecrets secrets) {
        this.secrets = secrets;
        integrations.forEach(integration -> byType.put(integration.apiType(), integration));
    }

    /**
     * Creates a client for the stream.
     *
     * @throws SettingsException when its settings are invalid, a secret cannot be read, or this build has no such
     *     integration
     */
    public Client open(StreamConfiguration stream) throws SettingsException {
        return integration(stream.apiType()).open(stream.withSettings(secrets.decrypted(stream)));
    }

    /**
     * The members of the settings for an API type, in the order in which a form shows them; empty when this build has
     * no such integration.
     */
    public List<SettingsField> fields(ApiType type) {
        Integration integration = byType.get(type);
        return integration == null ? List.of() : integration.fields();
    }

    /** All faults of the stream's settings, at most one for each member; empty when they are valid. */
    public List<SettingsFault> faults(StreamConfiguration stream) {
        try {
            Integration integration = integration(stream.apiType());
            return SettingsCheck.faults(integration, stream.withSettings(secrets.decrypted(stream)));
        } catch (SettingsException e) {
            return List.of(SettingsFault.of(e));
        }
    }

    /** The members of the settings for an API type that name the place and differ between two versions. */
    public List<String> changedTarget(ApiType type, Settings before, Settings after) {
        return SettingsCheck.changedTarget(fields(type), before, after);
    }

    private Integration integration(ApiType type) throws SettingsException {
        Integration integration = byType.get(type);
        if (integration == null) {
            throw new SettingsException("api_type: " + type + " is not available here; there are " + byType.keySet());
        }
        return integration;
    }
}
