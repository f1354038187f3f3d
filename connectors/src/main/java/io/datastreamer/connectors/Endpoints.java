package io.datastreamer.connectors;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Base addresses of the services' APIs where the operator has others than the public ones: regional clouds, tests. Each
 * is {@code http(s)://HOST[:PORT][/PATH]} without a slash at its end; null for the public one. Customers never set them.
 *
 * @param kinesis of AWS Kinesis, for all regions
 * @param s3 of AWS S3, for all regions; buckets stand in the path then
 * @param sts of AWS STS, for all regions
 * @param keen of keen.io
 * @param datadog of DataDog, for all sites
 */
public record Endpoints(
        @Nullable String kinesis,
        @Nullable String s3,
        @Nullable String sts,
        @Nullable String keen,
        @Nullable String datadog) {

    /** The public endpoints of each service. */
    public static final Endpoints PUBLIC = new Endpoints(null, null, null, null, null);

    /**
     * Checks the addresses.
     *
     * @throws IllegalArgumentException when one is not valid: names it as the option {@code NAME.endpoint}
     */
    public Endpoints {
        check("kinesis", kinesis);
        check("s3", s3);
        check("sts", sts);
        check("keen", keen);
        check("datadog", datadog);
    }

    private static void check(String of, @Nullable String address) {
        if (address != null && !isBase(address)) {
            throw new IllegalArgumentException(
                    of + ".endpoint " + address + ": must be an address such as https://host.example.org:8443");
        }
    }

    private static boolean isBase(String address) {
        try {
            URI uri = URI.create(address);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && !address.endsWith("/");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
