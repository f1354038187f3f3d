package io.datastreamer.connectors.azure;

import io.datastreamer.connectors.conformance.NodeTools;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import static java.nio.charset.StandardCharsets.UTF_8;

/** An Azure Blob Storage server (Azurite) in a separate process, which checks signatures. */
public final class AzureServer implements AutoCloseable {
    public static final String ACCOUNT = "simdata";
    public static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static final Pattern NAME = Pattern.compile("<Name>([^<]+)</Name>");
    private static final String LISTENS = "successfully listens on ";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String base;

    private AzureServer(Process process, String base) {
        this.process = process;
        this.base = base;
    }

    /** Starts it; skips the test if it is not installed. */
    public static AzureServer start() throws IOException {
        NodeTools.require("azurite");
        Process process = NodeTools.start(
                "-e",
                "process.env.AZURITE_ACCOUNTS='" + ACCOUNT + ":" + KEY + "';"
                        + "process.argv.push('--disableTelemetry','--blobHost','127.0.0.1','--blobPort','0',"
                        + "'--inMemoryPersistence','--extentMemoryLimit','64');"
                        + "require('./node_modules/azurite/dist/src/blob/main.js')",
                "azurite");
        BufferedReader output = process.inputReader(UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            int at = line.indexOf(LISTENS);
            if (at >= 0) {
                return new AzureServer(process, line.substring(at + LISTENS.length()));
            }
        }
        throw new IOException("Azurite did not start: " + said);
    }

    /** The address of the account's service; here the account is in the path. */
    public String url() {
        return base + "/" + ACCOUNT;
    }

    /** Creates a container whose blobs everybody may read. */
    public void createContainer(String name) throws Exception {
        String date = DATE.format(Instant.now());
        String signed = "PUT\n\n\n\n\n\n\n\n\n\n\n\nx-ms-blob-public-access:container\nx-ms-date:" + date
                + "\nx-ms-version:2022-11-02\n/" + ACCOUNT + "/" + ACCOUNT + "/" + name + "\nrestype:container";
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(url() + "/" + name + "?restype=container"))
                        .header("x-ms-blob-public-access", "container")
                        .header("x-ms-date", date)
                        .header("x-ms-version", "2022-11-02")
                        .header("Authorization", "SharedKey " + ACCOUNT + ":" + hmac(signed))
                        .PUT(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IOException(answer.statusCode() + ": " + answer.body());
        }
    }

    /** The names of all blobs in a container. */
    public List<String> names(String container) throws Exception {
        HttpResponse<String> list = http.send(
                HttpRequest.newBuilder(URI.create(url() + "/" + container + "?restype=container&comp=list"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return NAME.matcher(list.body()).results().map(name -> name.group(1)).toList();
    }

    /** The content of a blob. */
    public HttpResponse<byte[]> blob(String container, String name) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(url() + "/" + container + "/" + name))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    /**
     * Returns a shared access signature for a container.
     *
     * @param rights such as {@code cw}, to create and to write
     */
    public static String sas(String container, String rights, Instant end) throws GeneralSecurityException {
        String expires = end.toString().substring(0, 19) + "Z";
        String signed = rights + "\n\n" + expires + "\n/blob/" + ACCOUNT + "/" + container
                + "\n\n\n\n2022-11-02\nc\n\n\n\n\n\n\n";
        return "sv=2022-11-02&sr=c&sp=" + rights + "&se=" + URLEncoder.encode(expires, UTF_8) + "&sig="
                + URLEncoder.encode(hmac(signed), UTF_8);
    }

    private static String hmac(String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
