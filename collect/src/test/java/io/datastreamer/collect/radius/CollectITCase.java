package io.datastreamer.collect.radius;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The collector as a process that writes files and is killed. {@code -Dcollect.kills=N} sets how often. */
class CollectITCase {
    private static final int KILLS = Integer.getInteger("collect.kills", 3);
    private static final int RETRANSMISSIONS = 100_000;
    private static final Pattern SESSION = Pattern.compile("\tAcct-Session-Id = \"(.*)\"\n");
    private static final Pattern BLOCK = Pattern.compile("[^\t\n]+\n(\t\\S+ = .+\n)+\tAcct-Status-Type = \\d+\n\n");

    @TempDir
    Path directory;

    @Test
    void whatWasAnsweredOutlivesKills() throws Exception {
        Path records = directory.resolve("records");
        Random random = new Random(11);
        Set<String> answered = new LinkedHashSet<>();
        int number = 0;
        int port = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            try (CollectProcess process = CollectProcess.start(List.of(), directory, port, "file:" + records)) {
                port = process.port();
                try (Client client = new Client(port)) {
                    List<String> sent = new ArrayList<>();
                    int most = 200 + random.nextInt(2000);
                    for (int i = 0; i < most; i++) {
                        // an answer carries only its request's identifier: take all answers before identifiers are used
                        // again
                        sent.add("S" + number++);
                        client.send(client.request(i % 256, sent.get(i)));
                        if (i % 256 == 255 || i == most - 1) {
                            take(client, sent, answered, i == most - 1 ? random.nextInt(i % 256 + 1) : 256);
                        }
                    }
                }
                process.kill();
            }
        }
        CollectProcess.start(List.of(), directory, port, "file:" + records).close();

        assertThat(answered).hasSizeGreaterThan(KILLS * 100);
        assertThat(sessions(content(records))).containsAll(answered);
        assertThat(BLOCK.matcher(content(records)).replaceAll("")).isEmpty();
    }

    // the answers to the last requests
    private static void take(Client client, List<String> sent, Set<String> answered, int most) throws IOException {
        int from = (sent.size() - 1) / 256 * 256;
        for (int i = 0; i < most; i++) {
            byte[] answer = client.answer(1000);
            if (answer == null) {
                return;
            }
            int at = from + (answer[1] & 0xFF);
            if (at < sent.size()) {
                answered.add(sent.get(at));
            }
        }
    }

    @Test
    void retransmissionsGiveNoSecondRecord() throws Exception {
        Path records = directory.resolve("records");
        try (CollectProcess process = CollectProcess.start(List.of(), directory, 0, "file:" + records);
                Client client = new Client(process.port())) {
            List<byte[]> requests = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                requests.add(client.request(i, "S" + i));
                client.ask(requests.get(i));
            }
            for (int i = 0; i < RETRANSMISSIONS; i++) {
                client.send(requests.get(i % requests.size()));
            }
            client.ask(client.request(255, "last"));

            assertThat(sessions(content(records))).hasSize(201).doesNotHaveDuplicates();
            String metrics = get(process.metricsPort(), "/metrics");
            assertThat(metrics).contains("\ndata_streamer_collect_records_total 201\n");
            assertThat(get(process.metricsPort(), "/health")).isEqualTo("ok\n");
        }
    }

    @Test
    void radclientIsAnswered() throws Exception {
        assumeTrue(
                Stream.of("/usr/bin/radclient", "/usr/local/bin/radclient")
                        .anyMatch(file -> Files.exists(Path.of(file))),
                "skipped: needs radclient, such as Debian's package freeradius-utils");
        Path records = directory.resolve("records");
        Path input = Files.writeString(directory.resolve("requests"), """
                Acct-Status-Type = Start
                Acct-Session-Id = "R1"
                User-Name = "a \\"name\\""
                NAS-IP-Address = 192.0.2.10
                3GPP-IMSI = "901405309000060"
                3GPP-RAT-Type = 6
                3GPP-SGSN-IPv6-Address = 2001:db8::222
                Event-Timestamp = "Nov  9 2026 09:05:01 UTC"
                Framed-IPv6-Prefix = 2001:db8:64:1::/64

                Acct-Status-Type = Stop
                Acct-Session-Id = "R1"
                NAS-IP-Address = 192.0.2.10
                3GPP-IMSI = "901405309000060"
                Acct-Input-Octets = 4000000000
                Acct-Input-Gigawords = 1
                """);
        try (CollectProcess process = CollectProcess.start(List.of(), directory, 0, "file:" + records)) {
            Process radclient = new ProcessBuilder(
                            "radclient",
                            "-s",
                            "-f",
                            input.toString(),
                            "127.0.0.1:" + process.port(),
                            "acct",
                            Client.SECRET)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(radclient.getInputStream().readAllBytes(), US_ASCII);

            assertThat(radclient.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(said).containsPattern("Accepted\\s*: 2\n").containsPattern("Lost\\s*: 0\n");
            assertThat(content(records))
                    .contains(
                            "\tUser-Name = \"a \\\"name\\\"\"\n",
                            "\t3GPP-SGSN-IPv6-Address = 2001:db8::222\n",
                            "\tEvent-Timestamp = 1794215101\n",
                            "\tFramed-IPv6-Prefix = 2001:db8:64:1::/64\n",
                            "\t3GPP-RAT-Type = 6\n",
                            "\tAcct-Input-Octets = 4000000000\n");
        }
    }

    private static String get(int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static List<String> sessions(String content) {
        return SESSION.matcher(content)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static String content(Path records) throws IOException {
        try (Stream<Path> files = Files.list(records)) {
            return files.filter(file -> file.toString().endsWith(".detail"))
                    .sorted()
                    .map(CollectITCase::text)
                    .collect(Collectors.joining());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
