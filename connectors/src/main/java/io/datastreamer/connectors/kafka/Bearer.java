package io.datastreamer.connectors.kafka;

import io.datastreamer.connectors.oauth.ClientCredentials;
import io.datastreamer.connectors.oauth.TokenRequests;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An access token used instead of a password (RFC 7628).
 *
 * @param requests requests the token
 * @param host the token endpoint's host, if the customer chose it; null if not
 * @param extensions {@code sasl_extensions}: further values for the cluster, by name
 */
record Bearer(TokenRequests requests, @Nullable String host, Map<String, String> extensions) {
    /** The value of {@code sasl_mechanism} for access tokens. */
    static final String MECHANISM = "OAUTHBEARER";

    /** The only member that is not one of {@link ClientCredentials}. */
    static final SettingsField EXTENSIONS =
            SettingsField.namedTexts("sasl_extensions", "{\"logicalCluster\": \"lkc-1234\"}");

    private static final int MOST_EXTENSIONS = 16;
    private static final Pattern NAME = Pattern.compile("(?!auth$)[A-Za-z]{1,64}");
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7E]{1,256}");

    /**
     * Reads and validates; null without {@code token_url}.
     *
     * @param mechanism the chosen mechanism
     * @throws SettingsException when they are invalid, or do not fit the mechanism
     */
    static @Nullable Bearer read(SettingsReader reader, String mechanism) throws SettingsException {
        ClientCredentials credentials = ClientCredentials.read(reader);
        Map<String, String> extensions = extensions(reader.object(EXTENSIONS.member()));
        if (credentials == null) {
            if (!extensions.isEmpty()) {
                throw new SettingsException(
                        ClientCredentials.TOKEN_URL.member() + ": is missing, and there is a " + EXTENSIONS.member());
            }
            return null;
        }
        if (!mechanism.equals(MECHANISM)) {
            throw new SettingsException("sasl_mechanism: must be OAUTHBEARER, since there is a token_url");
        }
        return new Bearer(credentials, credentials.tokenUrl().host(), extensions);
    }

    private static Map<String, String> extensions(Map<?, ?> given) throws SettingsException {
        Map<String, String> extensions = new TreeMap<>();
        for (Map.Entry<?, ?> each : given.entrySet()) {
            if (!(each.getKey() instanceof String name)
                    || !NAME.matcher(name).matches()
                    || !(each.getValue() instanceof String value)
                    || !VALUE.matcher(value).matches()
                    || given.size() > MOST_EXTENSIONS) {
                throw new SettingsException(EXTENSIONS.member() + ": must be at most " + MOST_EXTENSIONS
                        + " names of letters, and texts of printable ASCII characters without spaces");
            }
            extensions.put(name, value);
        }
        return extensions;
    }
}
