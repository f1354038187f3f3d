package io.datastreamer.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The quickstart as users run it: as a separate process, with the jars that the build created. */
class QuickstartITCase {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final Pattern ROW = Pattern.compile("(\\w+) +(\\d+) +(\\d+) +(\\d+) +0 +0");
    private static final Pattern OPERATOR_LINK = Pattern.compile("as the operator of all: +(\\S+)");
    private static final Pattern LOGIN_LINK = Pattern.compile("as the organisation logistics: +(\\S+)");
    private static final Pattern SPARE = Pattern.compile("for a data stream of your own: +(\\S+)");
    private static final Pattern YOURS = Pattern.compile("yours: (\\d+) of (\\d+) documents");
    private static final Pattern DIRECTORY = Pattern.compile("logs are in (\\S+)");

    @TempDir
    Path dir;

    @Test
    void endsByItselfWithABalancedLedgerAndAStreamMadeInThePortalHasTheWholeJournal() throws Exception {
        Path tried = dir.resolve("tried");
        Process process = start("--duration", "16s", "--until", tried.toString(), "--rate", "80");
        try {
            awaitPortal(process);
            if (PortalPage.isThere()) {
                makeStreamOnThePage();
            } else {
                makeStreamByTheApi();
            }
            fetchDocuments();
            // the receiver goes away and comes back until the file exists
            await().atMost(LONG).until(() -> !process.isAlive() || said().contains("vending FAILING 503"));
            Files.createFile(tried);
            assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroy();
        }

        assertThat(process.exitValue()).as(said()).isZero();
        assertThat(said())
                .contains("the first document arrived after")
                .contains("vending FAILING 503")
                .contains("produced = delivered, for each data stream");
        List<String> streams = new ArrayList<>();
        Matcher rows = ROW.matcher(said().substring(said().indexOf("STREAM ")));
        while (rows.find()) {
            streams.add(rows.group(1));
            assertThat(Long.parseLong(rows.group(2))).isGreaterThan(100);
            assertThat(rows.group(3)).isEqualTo(rows.group(2));
        }
        assertThat(streams).containsExactly("logistics", "metering", "vending");
        assertWholeJournalHasArrived();
        assertNothingIsLeft(List.of());
    }

    private void makeStreamOnThePage() throws Exception {
        try (PortalPage page = PortalPage.logIn(found(LOGIN_LINK))) {
            page.createWithHistory("By the page", found(SPARE));
            page.seesState("Running");
        }
    }

    /** Does what a customer without a server does: fetches all documents, each once, with repeated requests. */
    private void fetchDocuments() throws Exception {
        PortalClient portal = PortalClient.logIn(found(OPERATOR_LINK));
        long organisation = portal.stream("logistics").path("organisation_id").longValue();
        JsonNode stream = portal.create(Map.of(
                "name",
                "Fetched",
                "organisation_id",
                organisation,
                "stream_type",
                "USAGE_AND_EVENTS",
                "api_type",
                "PULL",
                "historic",
                true,
                "settings",
                Map.of("format", "v2")));
        String path = "/api/v1/streams/" + stream.path("id").asText();
        Set<String> got = new HashSet<>();
        String cursor = "";
        while (got.size() < 100) {
            JsonNode answer = portal.get(path + "/documents?limit=30&wait=20" + cursor);
            answer.path("events")
                    .forEach(
                            event -> assertThat(got.add("e" + event.path("id"))).isTrue());
            answer.path("usage")
                    .forEach(
                            usage -> assertThat(got.add("u" + usage.path("id"))).isTrue());
            cursor = "&cursor=" + answer.path("cursor").asText();
        }
        JsonNode found = portal.get("/api/v1/documents?record_kind=USAGE&limit=1&organisation_id=" + organisation);
        assertThat(found.path("documents")).hasSize(1);
        portal.delete(path);
    }

    private void makeStreamByTheApi() throws Exception {
        PortalClient portal = PortalClient.logIn(found(LOGIN_LINK));
        assertThat(portal.streams())
                .extracting(stream -> stream.path("id").asText())
                .containsExactly("logistics");
        String id = portal.create(Map.of(
                        "name", "Mine",
                        "stream_type", "USAGE_AND_EVENTS",
                        "api_type", "REST_API_BULK",
                        "historic", true,
                        "settings", Map.of("url", found(SPARE), "authorization", "Bearer example")))
                .path("id")
                .asText();
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(
                                portal.stream(id).path("status").path("state").asText())
                        .isEqualTo("RUNNING"));
    }

    @Test
    void documentsComeByKinesisAndNothingIsLeftWhenItIsStopped() throws Exception {
        Process process = start("--input", "kinesis");
        List<ProcessHandle> children;
        try {
            await().atMost(LONG).until(() -> !process.isAlive() || said().contains("the first document arrived after"));
            children = process.descendants().toList();
            assertThat(children).as(said()).isNotEmpty();
        } finally {
            process.destroy();
        }

        assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertNothingIsLeft(children);
    }

    @Test
    void wrongArgumentIsNamed() throws Exception {
        Process process = start("--screen", "big");

        assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(said()).endsWith("quickstart: --screen big: expected is table or lines.\n");
    }

    private void awaitPortal(Process process) {
        await().atMost(LONG)
                .until(() -> !process.isAlive()
                        || (said().contains("the first document arrived after")
                                && said().contains("for a data stream of your own")));
    }

    private void assertWholeJournalHasArrived() throws IOException {
        Matcher yours = YOURS.matcher(said());
        assertThat(yours.find()).as(said()).isTrue();
        assertThat(yours.group(1))
                .as("documents of the journal that have arrived")
                .isEqualTo(yours.group(2));
        assertThat(Long.parseLong(yours.group(1))).isGreaterThan(100);
    }

    private void assertNothingIsLeft(List<ProcessHandle> children) throws IOException {
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        Matcher matcher = DIRECTORY.matcher(said());
        assertThat(matcher.find()).isTrue();
        assertThat(Path.of(matcher.group(1))).doesNotExist();
    }

    private Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.add("-Dlog4j2.configurationFile=" + ROOT.resolve("deploy/conf/log4j2-file.properties"));
        command.addAll(List.of(
                "-cp",
                String.join(
                        ":",
                        ROOT.resolve("quickstart/target/streamer-quickstart.jar")
                                .toString(),
                        ROOT.resolve("tools/target/streamer-tools.jar").toString(),
                        ROOT.resolve("tools/target/lib/*").toString())));
        command.add(Quickstart.class.getName());
        command.addAll(List.of("--root", ROOT.toString()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("said").toFile())
                .start();
    }

    private String found(Pattern pattern) throws IOException {
        Matcher matcher = pattern.matcher(said());
        assertThat(matcher.find()).as(said()).isTrue();
        return matcher.group(1);
    }

    private String said() throws IOException {
        return Files.readString(dir.resolve("said"), UTF_8);
    }
}
