package io.datastreamer.connectors.s3;

import io.datastreamer.connectors.aws.AwsAccess;
import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.contract.StreamConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings of AWS S3.
 *
 * @param bucket {@code bucket}
 * @param prefix {@code prefix}, with a slash at its end; empty for the bucket's root
 * @param region {@code region}; null when it is to be found out
 * @param access {@code access_key_id} and {@code secret_access_key}
 * @param limits {@code max_records} (1 to 100,000, default 10,000): rows of an object; {@code rotate_interval_ms} (0 to
 *     86,400,000, default 60,000): how long the first row waits for others
 * @param form {@code format}: of which form of the documents the values are
 * @param escapesFormulas {@code csv_formulas}: whether values that a spreadsheet would calculate are made harmless
 */
record S3Settings(
        String bucket,
        String prefix,
        @Nullable String region,
        AwsAccess access,
        Limits limits,
        Form form,
        boolean escapesFormulas) {
    private static final SettingsField BUCKET_NAME =
            SettingsField.text("bucket", "sim-data").asRequired().asTarget();
    private static final SettingsField REGION =
            SettingsField.text("region", "eu-central-1").asAdvanced();
    private static final SettingsField FOLDERS =
            SettingsField.text("prefix", "sims/data").asAdvanced();
    private static final SettingsField MAX_RECORDS = SettingsField.number("max_records", 10_000, 1, 100_000);
    private static final SettingsField ROTATE_INTERVAL_MS =
            SettingsField.number("rotate_interval_ms", 60_000, 0, 86_400_000);
    private static final String ESCAPE = "escape";
    private static final SettingsField CSV_FORMULAS = SettingsField.choice(
                    "csv_formulas", "keep", List.of(ESCAPE, "keep"))
            .asAdvanced();

    /** The settings of a data stream to AWS S3. */
    static final List<SettingsField> FIELDS = List.of(
            AwsAccess.ACCESS_KEY_ID,
            AwsAccess.SECRET_ACCESS_KEY,
            BUCKET_NAME,
            FOLDERS,
            REGION,
            MAX_RECORDS,
            ROTATE_INTERVAL_MS,
            CSV_FORMULAS,
            Form.VALUES_FIELD);

    /** It becomes part of a host's name: no dots, for which no certificate is good. */
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");

    private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9!_.*'()=-]+/)*[A-Za-z0-9!_.*'()=-]+/?");
    private static final Pattern DOTS = Pattern.compile("(^|/)\\.{1,2}(/|$)");
    private static final int LONGEST_PREFIX = 512;
    private static final long MOST_BYTES = 64L << 20;

    /**
     * Reads and validates.
     *
     * @throws SettingsException when they are not valid: names the member, holds no secret's value
     */
    static S3Settings read(StreamConfiguration stream) throws SettingsException {
        SettingsReader reader = new SettingsReader(stream.settings());
        String bucket = reader.requiredText(BUCKET_NAME.member());
        if (!BUCKET.matcher(bucket).matches()) {
            throw new SettingsException("bucket: must be a bucket's name: 3 to 63 of a-z 0-9 -, without dots");
        }
        String region = reader.text(REGION.member());
        return new S3Settings(
                bucket,
                readPrefix(reader.text(FOLDERS.member())),
                region == null ? null : AwsAccess.region(region),
                AwsAccess.readKeys(reader),
                new Limits(
                        (int) reader.integer(MAX_RECORDS),
                        MOST_BYTES,
                        Duration.ofMillis(reader.integer(ROTATE_INTERVAL_MS)),
                        1),
                Form.read(reader, Form.VALUES_FIELD),
                reader.choice(CSV_FORMULAS).equals(ESCAPE));
    }

    private static String readPrefix(@Nullable String prefix) throws SettingsException {
        if (prefix == null) {
            return "";
        }
        if (prefix.length() > LONGEST_PREFIX
                || !PREFIX.matcher(prefix).matches()
                || DOTS.matcher(prefix).find()) {
            throw new SettingsException("prefix: must be names with slashes between them such as sims/data, of A-Z a-z"
                    + " 0-9 ! _ . * ' ( ) = -, at most " + LONGEST_PREFIX + " characters");
        }
        return prefix.endsWith("/") ? prefix : prefix + "/";
    }

    @Override
    public String toString() {
        return "S3Settings[" + bucket + "/" + prefix + "]";
    }
}
