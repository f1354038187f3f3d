package io.datastreamer.connectors;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The base addresses of services' APIs that the operator has changed from the public ones, for regional clouds and
 * tests. Each is {@code http(s)://HOST[:PORT][/PATH]} without a slash at its end. Customers never set them.
 *
 * @param addresses the address of each service that has a changed one
 */
public record Endpoints(Map<Service, String> addresses) {

    /** The services. */
    public enum Service {
        /** For all regions. */
        KINESIS,
        /** For all regions; bucket names are then in the path. */
        S3,
        /** For all regions. */
        STS,
        KEEN,
        /** For all sites. */
        DATADOG,
        /** Google's servers for access tokens: for keys of service accounts and for the operator's identity. */
        GOOGLE,
        /** Microsoft Entra ID, which issues access tokens for Azure. */
        ENTRA,
        /** For all regions. */
        PUBSUB,
        /** For all regions, like the next two. */
        SQS,
        SNS,
        EVENTBRIDGE,
        /** Kafka's protocol, without TLS if the address is an http one. */
        EVENT_HUBS,
        /** For all accounts, whose names are then in the path. */
        AZURE_BLOB,
        /** Google Cloud Storage, for all regions. */
        GCS;

        /** The option for the address. */
        public String option() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".endpoint";
        }
    }

    /** The public addresses of all services. */
    public static final Endpoints PUBLIC = new Endpoints(Map.of());

    /**
     * Checks the addresses.
     *
     * @throws IllegalArgumentException when one is invalid; the message names its option
     */
    public Endpoints {
        addresses = Map.copyOf(addresses);
        new TreeMap<>(addresses).forEach(Endpoints::check);
    }

    /** Changes the address of one service. */
    public static Endpoints of(Service service, String address) {
        return new Endpoints(Map.of(service, address));
    }

    /** Gives all services the same address, that of a test's receiver. */
    public static Endpoints everywhere(String address) {
        Map<Service, String> all = new TreeMap<>();
        for (Service service : Service.values()) {
            all.put(service, address);
        }
        return new Endpoints(all);
    }

    /** The same, with the address of one more service changed. */
    public Endpoints with(Service service, String address) {
        Map<Service, String> more = new TreeMap<>(addresses);
        more.put(service, address);
        return new Endpoints(more);
    }

    /** The address of a service; null for the public one. */
    public @Nullable String of(Service service) {
        return addresses.get(service);
    }

    private static void check(Service of, String address) {
        if (!isBase(address)) {
            throw new IllegalArgumentException(
                    of.option() + " " + address + ": must be an address such as https://host.example.org:8443");
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
