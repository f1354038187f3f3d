package io.datastreamer.tools.farm;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import static java.nio.charset.StandardCharsets.UTF_8;

/** A self-signed certificate for 127.0.0.1, created once in a process with the JDK's keytool. */
final class Certificate {
    private static final int MADE_WITHIN_SECONDS = 60;

    private Certificate() {}

    private static final class Holder {
        static final SslContext CONTEXT = make();
    }

    static SslContext context() {
        return Holder.CONTEXT;
    }

    private static SslContext make() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        try {
            Path dir = Files.createTempDirectory("streamer-farm-");
            Path store = dir.resolve("keys.p12");
            try {
                run(store, password);
                return context(store, password.toCharArray());
            } finally {
                Files.deleteIfExists(store);
                Files.delete(dir);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no certificate can be made: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a certificate was made", e);
        }
    }

    private static void run(Path store, String password) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "farm",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=farm",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass:env",
                        "FARM_STORE"))
                .redirectErrorStream(true);
        command.environment().put("FARM_STORE", password);
        Process keytool = command.start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        if (!keytool.waitFor(MADE_WITHIN_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            keytool.destroyForcibly();
            throw new IOException("keytool says: " + said.strip());
        }
    }

    private static SslContext context(Path store, char[] password) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, password);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        return SslContextBuilder.forServer(managers).build();
    }
}
