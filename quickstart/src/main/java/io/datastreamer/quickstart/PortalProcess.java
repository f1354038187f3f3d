package io.datastreamer.quickstart;

import io.datastreamer.tools.broker.Topics;
import io.datastreamer.tools.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The portal in a separate process, as {@code ./streamer portal} starts it. */
final class PortalProcess implements AutoCloseable {
    private static final Pattern LOGIN_LINK = Pattern.compile("http://\\S+/#/login/\\S+(?=\\R)");

    private final ChildJvm process;

    private PortalProcess(ChildJvm process) {
        this.process = process;
    }

    /**
     * The login links, each of which can be used once.
     *
     * @param organisation logs in as the requested organisation
     * @param operator logs in as the operator, who sees all organisations
     */
    record LoginLinks(String organisation, String operator) {}

    /**
     * Starts it.
     *
     * @param root the launcher's directory, where the portal is built
     * @param organisationId the organisation of the login link
     * @param log the file for its output
     * @throws IOException when it is not built, or cannot be started
     */
    static PortalProcess start(Path root, String bootstrapServers, long organisationId, Path log) throws IOException {
        Path jar = root.resolve("portal/target/streamer-portal.jar");
        if (!Files.exists(jar)) {
            throw new IOException(jar + " is missing: build it with ./mvnw -DskipTests package");
        }
        List<String> args = List.of(
                "--kafka.bootstrap-servers",
                bootstrapServers,
                "--server.port",
                "0",
                "--login.links",
                organisationId + ",operator",
                // the same as the job's
                "--egress.allow",
                "127.0.0.0/8",
                // its own topics, which the job does not know
                "--topics.create",
                "true",
                "--questions",
                "kafka:" + Topics.QUESTIONS.topic(),
                "--answers",
                "kafka:" + Topics.ANSWERS.topic(),
                "--secrets.allow-plain",
                "true");
        return new PortalProcess(ChildJvm.start(new ChildJvm.Command(
                "portal",
                List.of(
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-Dlog4j2.configurationFile=" + root.resolve("deploy/conf/log4j2-portal.properties")),
                List.of(jar.toString(), root.resolve("portal/target/lib") + "/*"),
                "io.datastreamer.portal.Portal",
                args,
                Map.of(),
                log)));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The login links; null while the portal is starting. */
    @Nullable
    LoginLinks loginLinks() throws IOException {
        List<String> links = LOGIN_LINK
                .matcher(process.said())
                .results()
                .map(MatchResult::group)
                .toList();
        return links.size() < 2 ? null : new LoginLinks(links.get(0), links.get(1));
    }

    /** The last lines of its output. */
    String lastWords() throws IOException {
        return process.lastWords();
    }

    /** Stops it and waits for its end. */
    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
