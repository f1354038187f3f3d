package io.datastreamer.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.connectors.conformance.DocumentedReceiver;
import io.datastreamer.connectors.conformance.DocumentedReceiver.Language;
import io.datastreamer.connectors.conformance.NodeTools;
import io.datastreamer.connectors.conformance.Ports;
import io.datastreamer.connectors.conformance.Programs;
import io.datastreamer.connectors.conformance.PythonTools;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import okhttp3.tls.HeldCertificate;

/**
 * Starts the HTTP servers that customers run, each in its default configuration, with a minimal program that takes
 * documents.
 */
final class Gallery implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final Path dir;
    private final Map<Kind, Server> servers = new HashMap<>();
    /** The receiver behind servers that only forward. */
    private final HttpReceiver behind = new HttpReceiver();

    /** A kind of server. */
    enum Kind {
        NGINX,
        NGINX_MUTUAL_TLS,
        APACHE,
        HAPROXY,
        EXPRESS,
        FASTIFY,
        FLASK,
        DJANGO,
        UVICORN,
        GO,
        TOMCAT;

        /** The word for it in the names of streams. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A running server.
     *
     * @param settings of a data stream to it
     * @param ids of the documents that it has taken
     */
    record Server(Map<String, String> settings, Callable<Set<Long>> ids, List<AutoCloseable> parts) {}

    /** @param dir the servers' working directory */
    Gallery(Path dir) throws IOException {
        this.dir = dir;
    }

    /** Starts a server; skips the test if it is not installed. */
    void start(Kind kind) throws Exception {
        Path own = ServerProcess.directory(dir, kind.word());
        servers.put(
                kind,
                switch (kind) {
                    case NGINX -> {
                        Path nginx = installed("nginx", "nginx-light");
                        yield passingOn(
                                kind,
                                own,
                                "nginx.conf",
                                conf -> List.of(
                                        nginx.toString(), "-e", "stderr", "-p", own.toString(), "-c", conf.toString()));
                    }
                    case NGINX_MUTUAL_TLS -> mutualTls(kind, own, installed("nginx", "nginx-light"));
                    case APACHE -> {
                        Path apache = installed("apache2", "apache2");
                        yield passingOn(
                                kind,
                                own,
                                "apache.conf",
                                conf -> List.of(apache.toString(), "-DFOREGROUND", "-f", conf.toString()));
                    }
                    case HAPROXY -> beforeNode(own, installed("haproxy", "haproxy"));
                    case EXPRESS -> program(own, "express.cjs", "express");
                    case FASTIFY -> program(own, "fastify.cjs", "fastify");
                    case FLASK -> program(own, "flask_app.py", "flask");
                    case DJANGO -> program(own, "django_app.py", "django");
                    case UVICORN -> program(own, "uvicorn_app.py", "uvicorn");
                    case GO -> documented(own, Language.GO);
                    case TOMCAT -> {
                        TomcatServer tomcat = new TomcatServer(own);
                        yield new Server(Map.of("url", tomcat.url()), tomcat::ids, List.of(tomcat));
                    }
                });
    }

    /** The running servers. */
    Map<Kind, Server> servers() {
        return servers;
    }

    /** A server that forwards to our receiver. */
    private Server passingOn(Kind kind, Path own, String template, Function<Path, List<String>> line)
            throws IOException {
        int port = Ports.free();
        Path configuration = configuration(own, template, port, behind.url(""));
        ServerProcess server = ServerProcess.start(new ProcessBuilder(line.apply(configuration)), own, port);
        String path = "/" + kind.word();
        return new Server(
                Map.of("url", "http://127.0.0.1:" + port + path),
                () -> new HashSet<>(behind.ids(path)),
                List.of(server));
    }

    /** A server that requires a client certificate of its authority, and has a certificate of its own from the same. */
    private Server mutualTls(Kind kind, Path own, Path nginx) throws IOException {
        HeldCertificate authority =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate its = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .signedBy(authority)
                .build();
        HeldCertificate mine = new HeldCertificate.Builder()
                .commonName("data-streamer")
                .signedBy(authority)
                .build();
        Files.writeString(own.resolve("authority.pem"), authority.certificatePem());
        Files.writeString(own.resolve("server.pem"), its.certificatePem());
        Files.writeString(own.resolve("server.key"), its.privateKeyPkcs8Pem());
        Server server = passingOn(
                kind,
                own,
                "nginx-tls.conf",
                conf -> List.of(nginx.toString(), "-e", "stderr", "-p", own.toString(), "-c", conf.toString()));
        Map<String, String> settings = new HashMap<>(Map.of(
                "client_certificate", mine.certificatePem(),
                "client_key", mine.privateKeyPkcs8Pem(),
                "ca_certificates", authority.certificatePem(),
                "tls_min_version", "1.3"));
        settings.put("url", String.valueOf(server.settings().get("url")).replace("http:", "https:"));
        return new Server(settings, server.ids(), server.parts());
    }

    private static Server beforeNode(Path own, Path haproxy) throws Exception {
        Server node = documented(Files.createDirectories(own.resolve("node")), Language.NODE);
        int port = Ports.free();
        String upstream = URI.create(node.settings().get("url")).getAuthority();
        Path configuration = configuration(own, "haproxy.cfg", port, upstream);
        ServerProcess server = ServerProcess.start(
                new ProcessBuilder(haproxy.toString(), "-db", "-f", configuration.toString()), own, port);
        return new Server(
                Map.of("url", "http://127.0.0.1:" + port + "/", "signing_secret", SECRET),
                node.ids(),
                List.of(server, node.parts().get(0)));
    }

    private static Server documented(Path own, Language language) throws Exception {
        DocumentedReceiver receiver = DocumentedReceiver.start(language, own, SECRET);
        return new Server(
                Map.of("url", receiver.url(), "signing_secret", SECRET),
                () -> {
                    Set<Long> ids = new HashSet<>();
                    for (String document : receiver.documents()) {
                        ids.add(JSON.readTree(document).get("id").asLong());
                    }
                    return ids;
                },
                List.of(receiver));
    }

    private static Server program(Path own, String script, String needed) throws IOException {
        boolean isNode = script.endsWith(".cjs");
        if (isNode) {
            NodeTools.require(needed);
        } else {
            PythonTools.require(needed);
            copy("ids.py", own);
        }
        Path copied = copy(script, own);
        Function<Path, ProcessBuilder> program = isNode ? NodeTools::program : PythonTools::program;
        int port = Ports.free();
        Path ids = own.resolve("ids");
        ProcessBuilder command = program.apply(copied);
        command.environment().putAll(Map.of("PORT", Integer.toString(port), "IDS", ids.toString()));
        ServerProcess server = ServerProcess.start(command, own, port);
        return new Server(Map.of("url", "http://127.0.0.1:" + port + "/"), () -> idsIn(ids), List.of(server));
    }

    private static Set<Long> idsIn(Path file) throws IOException {
        Set<Long> ids = new HashSet<>();
        if (Files.exists(file)) {
            Files.readAllLines(file).forEach(line -> ids.add(Long.valueOf(line)));
        }
        return ids;
    }

    private static Path configuration(Path own, String template, int port, String upstream) throws IOException {
        String text = Lines.text("/servers/" + template)
                .replace("DIR", own.toString())
                .replace("PORT", Integer.toString(port))
                .replace("UPSTREAM", upstream)
                .replace("MODULES", "/usr/lib/apache2/modules");
        return Files.writeString(own.resolve(template), text);
    }

    private static Path copy(String resource, Path own) throws IOException {
        return Files.writeString(own.resolve(resource), Lines.text("/servers/" + resource));
    }

    private static Path installed(String program, String debianPackage) {
        return Programs.require(program, program + ", such as Debian's package " + debianPackage);
    }

    @Override
    public void close() throws Exception {
        for (Server server : servers.values()) {
            for (AutoCloseable part : server.parts()) {
                part.close();
            }
        }
        behind.close();
    }
}
