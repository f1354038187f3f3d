package io.datastreamer.connectors.aws;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * An AWS access key.
 *
 * @param accessKeyId its id
 * @param secretAccessKey its secret
 */
public record AwsKeys(String accessKeyId, String secretAccessKey) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_]{4,128}");
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7E]{4,256}");

    /**
     * Validates the form.
     *
     * @throws IllegalArgumentException when it is invalid; the message names the member and no value
     */
    public AwsKeys {
        if (!ID.matcher(accessKeyId).matches()) {
            throw new IllegalArgumentException("access_key_id: must be 4 to 128 letters and digits");
        }
        if (!SECRET.matcher(secretAccessKey).matches()) {
            throw new IllegalArgumentException(
                    "secret_access_key: must be 4 to 256 printable ASCII characters without spaces");
        }
    }

    AwsCredentials credentials() {
        return AwsBasicCredentials.create(accessKeyId, secretAccessKey);
    }

    Set<String> secrets() {
        // a customer may give the same value for both
        return Set.copyOf(List.of(accessKeyId, secretAccessKey));
    }

    @Override
    public String toString() {
        return "AwsKeys[…]";
    }
}
