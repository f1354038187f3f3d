package io.datastreamer.connectors.s3;

import io.datastreamer.connectors.aws.AwsAccess;
import io.datastreamer.connectors.files.FileSettings;
import io.datastreamer.connectors.http.SettingsUrl;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import io.datastreamer.contract.StreamConfiguration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a data stream to AWS S3, or to a store that speaks its protocol.
 *
 * @param bucket {@code bucket}
 * @param region {@code region}; null if it must be found out
 * @param store {@code endpoint} and {@code addressing}: the customer's own store; null for AWS
 * @param access {@code access_key_id} and {@code secret_access_key}
 * @param files the files' location and content
 */
record S3Settings(
        String bucket, @Nullable String region, @Nullable Store store, AwsAccess access, FileSettings files) {
    private static final SettingsField BUCKET_NAME =
            SettingsField.text("bucket", "sim-data").asRequired().asTarget();
    private static final SettingsField ENDPOINT = SettingsField.url("endpoint", "https://s3.eu-central-2.wasabisys.com")
            .asTarget()
            .asAdvanced();
    private static final SettingsField REGION =
            SettingsField.text("region", "eu-central-1").asAdvanced().beside(ENDPOINT.member());
    private static final String PATH_STYLE = "path";
    private static final SettingsField ADDRESSING = SettingsField.choice(
                    "addressing", PATH_STYLE, List.of(PATH_STYLE, "host"))
            .asAdvanced();

    /** The settings of a data stream to AWS S3. */
    static final List<SettingsField> FIELDS = Stream.of(
                    List.of(AwsAccess.ACCESS_KEY_ID, AwsAccess.SECRET_ACCESS_KEY, BUCKET_NAME),
                    FileSettings.PLACE,
                    List.of(ENDPOINT, ADDRESSING, REGION),
                    FileSettings.CONTENT)
            .flatMap(List::stream)
            .toList();

    /** It becomes part of a host name: no dots, because no certificate would match. */
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");

    private static final Pattern ANY_REGION = Pattern.compile("[a-z0-9-]{1,40}");
    /** How most stores name their hosts, such as {@code s3.us-west-004.backblazeb2.com}. */
    private static final Pattern HOST_OF_REGION = Pattern.compile("s3\\.([a-z0-9-]{1,40})\\.[^.]+\\..+");

    /** The region that stores without regions accept. */
    private static final String USUAL_REGION = "us-east-1";

    /**
     * A store that is not AWS.
     *
     * @param url without a path
     * @param inHost whether the bucket is part of the host name; otherwise it is in the path
     */
    record Store(HttpUrl url, boolean inHost) {
        /** The host to dial. */
        String host(String bucket) {
            return inHost ? bucket + "." + url.host() : url.host();
        }

        /** The address, without a slash at the end. */
        String base() {
            return url.toString().replaceFirst("/$", "");
        }
    }

    /**
     * Reads and validates.
     *
     * @throws SettingsException when they are invalid; the message names the member and no secret
     */
    static S3Settings read(StreamConfiguration stream) throws SettingsException {
        SettingsReader reader = new SettingsReader(stream.settings());
        String bucket = reader.requiredText(BUCKET_NAME.member());
        if (!BUCKET.matcher(bucket).matches()) {
            throw new SettingsException("bucket: must be a bucket's name: 3 to 63 of a-z 0-9 -, without dots");
        }
        Store store = readStore(reader);
        return new S3Settings(
                bucket,
                readRegion(reader.text(REGION.member()), store),
                store,
                AwsAccess.readKeys(reader),
                FileSettings.read(reader));
    }

    private static @Nullable Store readStore(SettingsReader reader) throws SettingsException {
        boolean inHost = !reader.choice(ADDRESSING).equals(PATH_STYLE);
        String endpoint = reader.text(ENDPOINT.member());
        if (endpoint == null) {
            return null;
        }
        HttpUrl url = SettingsUrl.parse(ENDPOINT.member(), endpoint);
        if (!url.encodedPath().equals("/") || url.query() != null) {
            throw new SettingsException(ENDPOINT.member() + ": must be the address of the store alone, such as "
                    + ENDPOINT.example() + ": the bucket stands in a setting of its own");
        }
        return new Store(url, inHost);
    }

    private static @Nullable String readRegion(@Nullable String region, @Nullable Store store)
            throws SettingsException {
        if (store == null) {
            return region == null ? null : AwsAccess.region(region);
        }
        if (region == null) {
            Matcher host = HOST_OF_REGION.matcher(store.url().host());
            return host.matches() ? host.group(1) : USUAL_REGION;
        }
        if (!ANY_REGION.matcher(region).matches()) {
            throw new SettingsException(REGION.member() + ": must be the store's region: 1 to 40 of a-z 0-9 -");
        }
        return region;
    }

    /** The place, for people to read. */
    String target() {
        String path = bucket + "/" + files.prefix();
        return store == null ? "s3://" + path : store.base() + "/" + path;
    }

    @Override
    public String toString() {
        return "S3Settings[" + target() + "]";
    }
}
