package io.datastreamer.connectors.azure;

import io.datastreamer.connectors.entra.EntraApplication;
import io.datastreamer.connectors.entra.EntraOperator;
import io.datastreamer.connectors.files.FileSettings;
import io.datastreamer.connectors.http.SettingsUrl;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import io.datastreamer.contract.Settings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a data stream to Azure Blob Storage.
 *
 * @param account {@code account}: the storage account
 * @param container {@code container}
 * @param sasToken {@code sas_token}: a shared access signature, without the leading question mark; null if not given
 * @param key {@code account_key}: null if not given
 * @param application {@code tenant_id} and {@code client_id}: null if a signature or key is given
 * @param url {@code endpoint}: the service's address; defaults to the account's public one
 * @param isChosen whether the customer chose the address
 * @param files the files' location and content
 */
record AzureBlobSettings(
        String account,
        String container,
        @Nullable String sasToken,
        @Nullable SharedKey key,
        @Nullable EntraApplication application,
        HttpUrl url,
        boolean isChosen,
        FileSettings files) {
    private static final SettingsField ACCOUNT =
            SettingsField.text("account", "simdata").asRequired().asTarget();
    private static final SettingsField CONTAINER =
            SettingsField.text("container", "documents").asRequired().asTarget();
    private static final SettingsField SAS_TOKEN = SettingsField.text(
                    "sas_token", "sv=2022-11-02&sr=c&sp=cw&se=2030-01-01T00:00:00Z&sig=c2lnbmF0dXJl")
            .asRequired();
    private static final SettingsField ACCOUNT_KEY = SettingsField.text(
                    "account_key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
            .asAdvanced()
            .insteadOf(SAS_TOKEN.member());
    private static final SettingsField TENANT_ID = EntraApplication.TENANT_ID.insteadOf(SAS_TOKEN.member());
    private static final SettingsField CLIENT_ID = EntraApplication.CLIENT_ID;
    private static final SettingsField ENDPOINT = SettingsField.url("endpoint", "https://simdata.blob.core.windows.net")
            .asTarget()
            .asAdvanced()
            .beside(TENANT_ID.member(), CLIENT_ID.member());

    /** The members. */
    static final List<SettingsField> FIELDS = Stream.of(
                    List.of(ACCOUNT, CONTAINER, SAS_TOKEN, ACCOUNT_KEY, TENANT_ID, CLIENT_ID, ENDPOINT),
                    FileSettings.PLACE,
                    FileSettings.CONTENT)
            .flatMap(List::stream)
            .toList();

    private static final Pattern ACCOUNT_NAME = Pattern.compile("[a-z0-9]{3,24}");
    private static final Pattern CONTAINER_NAME = Pattern.compile("(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*");
    /** Query parameters as Azure's portal and tools give them. */
    private static final Pattern SAS = Pattern.compile("\\??(?=(.*&)?sig=.)[A-Za-z0-9%&=_.~:+/,-]{1,2048}");

    /** Azure's own hosts, in any of its clouds. */
    private static final Pattern HOST = Pattern.compile("[a-z0-9]{3,24}(\\.z[0-9]{1,2})?\\.blob\\."
            + "(core\\.windows\\.net|storage\\.azure\\.net|core\\.chinacloudapi\\.cn|core\\.usgovcloudapi\\.net)");

    private static final String SCOPE = "https://storage.azure.com/.default";
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{22,344}={0,2}");

    /**
     * Reads and validates.
     *
     * @param service the address of the service, with accounts in the path; null for the public ones
     * @param organisationId the data stream's organisation
     * @param operator the operator's settings for Azure
     * @throws SettingsException when they are invalid; the message names the member and no secret
     */
    static AzureBlobSettings read(
            Settings settings, @Nullable String service, long organisationId, EntraOperator operator)
            throws SettingsException {
        SettingsReader reader = new SettingsReader(settings);
        String account = reader.requiredText(ACCOUNT.member());
        if (!ACCOUNT_NAME.matcher(account).matches()) {
            throw new SettingsException(ACCOUNT.member() + ": must be a storage account's name: 3 to 24 of a-z 0-9");
        }
        String container = reader.requiredText(CONTAINER.member());
        if (!CONTAINER_NAME.matcher(container).matches()) {
            throw new SettingsException(
                    CONTAINER.member() + ": must be a container's name: 3 to 63 of a-z 0-9, and - between them");
        }
        SharedKey key = readKey(reader, account);
        boolean byIdentity = EntraApplication.isIn(reader);
        EntraApplication application = byIdentity
                ? EntraApplication.read(reader, SCOPE, organisationId, operator, List.of(SAS_TOKEN, ACCOUNT_KEY))
                : null;
        String sasToken = key == null && !byIdentity ? readSas(reader) : null;
        String endpoint = reader.text(ENDPOINT.member());
        String usual = service == null ? "https://" + account + ".blob.core.windows.net" : service + "/" + account;
        return new AzureBlobSettings(
                account,
                container,
                sasToken,
                key,
                application,
                endpoint == null ? HttpUrl.get(usual) : readEndpoint(endpoint, byIdentity),
                endpoint != null,
                FileSettings.read(reader));
    }

    private static @Nullable SharedKey readKey(SettingsReader reader, String account) throws SettingsException {
        String key = reader.text(ACCOUNT_KEY.member());
        if (key == null) {
            return null;
        }
        if (reader.text(SAS_TOKEN.member()) != null) {
            throw new SettingsException(ACCOUNT_KEY.member() + ": cannot be together with " + SAS_TOKEN.member());
        }
        if (!BASE64.matcher(key).matches() || key.length() % 4 != 0) {
            throw new SettingsException(
                    ACCOUNT_KEY.member() + ": must be an access key of the storage account, in base64");
        }
        return new SharedKey(account, key);
    }

    private static String readSas(SettingsReader reader) throws SettingsException {
        String token = reader.requiredText(SAS_TOKEN.member());
        if (!SAS.matcher(token).matches()) {
            throw new SettingsException(SAS_TOKEN.member() + ": must be a SAS token such as sv=…&sp=cw&sig=…, which is"
                    + " what follows the ? in a SAS URL, at most 2048 characters");
        }
        return token.startsWith("?") ? token.substring(1) : token;
    }

    private static HttpUrl readEndpoint(String endpoint, boolean byIdentity) throws SettingsException {
        HttpUrl url = SettingsUrl.parse(ENDPOINT.member(), endpoint);
        // a token must never reach anybody else
        if (byIdentity && (!url.isHttps() || !HOST.matcher(url.host()).matches())) {
            throw new SettingsException(
                    ENDPOINT.member() + ": must be one of Azure's own, since there is a " + TENANT_ID.member());
        }
        if (url.query() != null) {
            throw new SettingsException(
                    ENDPOINT.member() + ": must be the service's address, without a ? and what follows it");
        }
        return url;
    }

    /** The address of a blob, without the signature or key that authorises writing it. */
    HttpUrl blob(String name) {
        HttpUrl.Builder blob = url.newBuilder();
        if (url.pathSegments().get(url.pathSize() - 1).isEmpty()) {
            blob.removePathSegment(url.pathSize() - 1);
        }
        return blob.addPathSegment(container).addPathSegments(name).build();
    }

    /** The place, for people to read. */
    String target() {
        return url.toString().replaceFirst("/$", "") + "/" + container + "/" + files.prefix();
    }

    /** The secrets that no text may show. */
    Set<String> secrets() {
        Set<String> secrets = new LinkedHashSet<>();
        if (key != null) {
            secrets.add(key.base64());
        }
        if (sasToken != null) {
            secrets.add(sasToken);
            for (String part : sasToken.split("&", -1)) {
                if (part.startsWith("sig=")) {
                    secrets.add(part.substring("sig=".length()));
                }
            }
        }
        return secrets;
    }

    @Override
    public String toString() {
        return "AzureBlobSettings[" + target() + "]";
    }
}
