package io.datastreamer.collect.radius;

import io.datastreamer.collect.Counters.Count;
import io.datastreamer.collect.Counters.Drop;
import io.datastreamer.collect.config.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static io.datastreamer.collect.radius.Client.attribute;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class CollectorTest {
    private static final int ANSWER_MILLIS = 120_000;

    private final TestCollector.Memory log = new TestCollector.Memory();

    @TempDir
    Path directory;

    @BeforeEach
    void generous() {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(2));
    }

    @Test
    void aRequestIsAnsweredWithWhatProxiesHaveAdded() throws Exception {
        try (TestCollector collector = new TestCollector(directory, TestCollector.LIMITS, log);
                Client client = new Client(collector.port())) {
            byte[] request = client.request(7, "S1", attribute(33, "proxy-b"), attribute(33, "proxy-a"));
            client.send(request);
            byte[] answer = requireNonNull(client.answer(ANSWER_MILLIS));

            assertThat(client.isAnswer(answer, request)).isTrue();
            assertThat(answer).hasSize(20 + 9 + 9);
            assertThat(new String(answer, 22, 7, US_ASCII)).isEqualTo("proxy-b");
            assertThat(log.blocks())
                    .singleElement()
                    .satisfies(block -> assertThat(block).isEqualTo("""
                            Thu Nov 26 12:00:00 2026
                            \tAcct-Session-Id = "S1"
                            \tNAS-IP-Address = 192.0.2.10
                            \tEvent-Timestamp = 1794157057
                            \t3GPP-IMSI = "901405309000060"
                            \tAcct-Input-Octets = 1000
                            \tAcct-Output-Octets = 2000
                            \tPacket-Src-IP-Address = 127.0.0.1
                            \tTimestamp = 1795694400
                            \tAcct-Status-Type = 3

                            """));
        }
    }

    @Test
    void aRequestThatComesAgainIsAnsweredAgainAndMakesNoSecondRecord() throws Exception {
        try (TestCollector collector = new TestCollector(directory, TestCollector.LIMITS, log);
                Client client = new Client(collector.port());
                Client other = new Client(collector.port())) {
            byte[] request = client.request(7, "S1");
            byte[] answer = client.ask(request);
            int answers = 0;
            for (int i = 0; i < 1000; i++) {
                client.send(request);
                answers += Arrays.equals(client.answer(ANSWER_MILLIS), answer) ? 1 : 0;
            }

            assertThat(answers).isEqualTo(1000);
            assertThat(log.blocks()).hasSize(1);
            // another port is another process of the element
            assertThat(other.isAnswer(other.ask(request), request)).isTrue();
            assertThat(log.blocks()).hasSize(2);
        }
    }

    @Test
    void whatNobodyMaySendIsDroppedAndCounted() throws Exception {
        try (TestCollector collector = new TestCollector(directory, TestCollector.LIMITS, log);
                Client client = new Client(collector.port());
                Client stranger = new Client(collector.port(), "another")) {
            stranger.send(stranger.request(1, "S1"));
            byte[] changed = client.request(2, "S2");
            changed[changed.length - 1]++;
            client.send(changed);
            byte[] access = client.request(3, "S3");
            access[0] = 1;
            client.send(access);
            client.send(Arrays.copyOf(client.request(4, "S4"), 60));
            client.send(new byte[] {4, 1, 0});
            byte[] padded = client.request(5, "S5");
            byte[] answer = client.ask(Arrays.copyOf(padded, padded.length + 10));

            assertThat(client.isAnswer(answer, padded)).isTrue();
            assertThat(log.blocks()).hasSize(1);
            assertThat(collector.counters.of(Drop.WRONG_AUTHENTICATOR)).isEqualTo(2);
            assertThat(collector.counters.of(Drop.OTHER_CODE)).isEqualTo(1);
            assertThat(collector.counters.of(Drop.MALFORMED)).isEqualTo(2);
            assertThat(collector.counters.text())
                    .contains("data_streamer_collect_dropped_total{reason=\"wrong_authenticator\"} 2\n");
        }
    }

    @Test
    void whatCouldNotBeKeptIsNotAnsweredAndNewWhenItComesAgain() throws Exception {
        try (TestCollector collector = new TestCollector(directory, TestCollector.LIMITS, log);
                Client client = new Client(collector.port())) {
            log.fail(true);
            byte[] request = client.request(7, "S1");
            client.send(request);
            await().until(() -> collector.counters.of(Drop.NOT_STORED) == 1);
            log.fail(false);
            byte[] answer = client.ask(request);

            assertThat(client.isAnswer(answer, request)).isTrue();
            assertThat(log.blocks()).hasSize(1);
        }
    }

    @Test
    void whenTooManyWaitFurtherOnesAreNotAnsweredUntilThereIsRoom() throws Exception {
        Limits few = new Limits(1, 1_000_000, 1000, Duration.ofMinutes(5), 1 << 18, Duration.ofMinutes(2));
        try (TestCollector collector = new TestCollector(directory, few, log);
                Client client = new Client(collector.port())) {
            byte[] first = client.request(1, "S1");
            byte[] second = client.request(2, "S2");
            synchronized (log) {
                client.send(first);
                client.send(second);
                await().until(() -> collector.counters.of(Drop.OVERLOAD) == 1);
                // the first is still being stored: no second record
                client.send(first);
                await().until(() -> collector.counters.of(Count.RETRANSMISSIONS) == 1);
            }
            assertThat(client.isAnswer(requireNonNull(client.answer(ANSWER_MILLIS)), first))
                    .isTrue();
            assertThat(client.isAnswer(client.ask(second), second)).isTrue();
            assertThat(log.blocks()).hasSize(2);
        }
    }

    @Test
    void anEndLetsWhatWaitsBeAnswered() throws Exception {
        TestCollector collector = new TestCollector(directory, TestCollector.LIMITS, log);
        try (Client client = new Client(collector.port())) {
            Thread end;
            byte[] request = client.request(1, "S1");
            synchronized (log) {
                client.send(request);
                await().until(() -> collector.counters.text().contains("data_streamer_collect_waiting 1\n"));
                end = new Thread(() -> {
                    try {
                        collector.close();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                });
                end.start();
            }
            assertThat(client.isAnswer(requireNonNull(client.answer(ANSWER_MILLIS)), request))
                    .isTrue();
            end.join();
        }
    }
}
