package io.datastreamer.connectors.gcs;

import io.datastreamer.connectors.files.FileSettings;
import io.datastreamer.connectors.google.GoogleAccess;
import io.datastreamer.connectors.google.GoogleOperator;
import io.datastreamer.connectors.oauth.TokenRequests;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import io.datastreamer.contract.Settings;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a data stream to Google Cloud Storage.
 *
 * @param bucket {@code bucket}
 * @param access requests tokens with the customer's rights
 * @param uploads the URL for uploading the bucket's objects
 * @param files the files' location and content
 */
record GcsSettings(String bucket, TokenRequests access, HttpUrl uploads, FileSettings files) {
    private static final SettingsField BUCKET =
            SettingsField.text("bucket", "sim-data").asRequired().asTarget();

    /** The members. */
    static final List<SettingsField> FIELDS = Stream.of(
                    List.of(BUCKET), GoogleAccess.FIELDS, FileSettings.PLACE, FileSettings.CONTENT)
            .flatMap(List::stream)
            .toList();

    private static final Pattern BUCKET_NAME = Pattern.compile("(?!.*\\.\\.)[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]");
    private static final String SCOPE = "https://www.googleapis.com/auth/devstorage.read_write";
    private static final String PUBLIC = "https://storage.googleapis.com";

    /**
     * Reads and validates.
     *
     * @param endpoint the address of the service; null for the public one
     * @param organisationId the data stream's organisation
     * @param operator the operator's settings for Google Cloud
     * @throws SettingsException when they are invalid; the message names the member and no secret
     */
    static GcsSettings read(Settings settings, @Nullable String endpoint, long organisationId, GoogleOperator operator)
            throws SettingsException {
        SettingsReader reader = new SettingsReader(settings);
        String bucket = reader.requiredText(BUCKET.member());
        if (!BUCKET_NAME.matcher(bucket).matches()) {
            throw new SettingsException(
                    BUCKET.member() + ": must be a bucket's name at Google: 3 to 222 of a-z 0-9 . _ -");
        }
        HttpUrl uploads = HttpUrl.get((endpoint == null ? PUBLIC : endpoint) + "/upload/storage/v1/b/" + bucket + "/o");
        return new GcsSettings(
                bucket, GoogleAccess.read(reader, SCOPE, organisationId, operator), uploads, FileSettings.read(reader));
    }

    /** The place, for people to read. */
    String target() {
        return "gs://" + bucket + "/" + files.prefix();
    }

    @Override
    public String toString() {
        return "GcsSettings[" + target() + ", " + access + "]";
    }
}
