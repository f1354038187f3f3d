package io.datastreamer.connectors.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NameLookupTest {
    static {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(2));
    }

    private static final Duration LIMIT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final EgressPolicy STRICT = EgressPolicy.allowing(List.of());

    private final AtomicInteger asked = new AtomicInteger();
    private final List<AutoCloseable> toClose = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : toClose) {
            each.close();
        }
    }

    @Test
    void asksOnceWhileAnAnswerIsFresh() throws UnknownHostException {
        NameLookup lookup = lookup(host -> addresses("8.8.8." + asked.incrementAndGet()), LONG, LONG);

        assertThat(lookup.lookup("a.test")).isEqualTo(addresses("8.8.8.1"));
        assertThat(lookup.lookup("a.test")).isEqualTo(addresses("8.8.8.1"));
        assertThat(lookup.lookup("b.test")).isEqualTo(addresses("8.8.8.2"));
    }

    @Test
    void asksAgainWhenAnAnswerIsNoLongerFreshAndChecksWhatItGets() throws UnknownHostException {
        NameLookup lookup = lookup(
                host -> asked.incrementAndGet() == 1 ? addresses("8.8.8.8") : addresses("8.8.8.8", "10.0.0.1"),
                LONG,
                Duration.ZERO);

        assertThat(lookup.lookup("rebinding.test")).isEqualTo(addresses("8.8.8.8"));
        assertThatExceptionOfType(AddressRefusedException.class)
                .isThrownBy(() -> lookup.lookup("rebinding.test"))
                .withMessage("rebinding.test: 10.0.0.1 is a private address");
    }

    @Test
    void triesOnlySomeOfManyAddressesButChecksAll() throws UnknownHostException {
        int tried = SilentAddresses.TRIED_AT_ONCE;
        String[] many = IntStream.rangeClosed(1, tried + 2)
                .mapToObj(last -> "8.8.8." + last)
                .toArray(String[]::new);
        String[] manyAndOneBad = many.clone();
        manyAndOneBad[tried + 1] = "127.0.0.1";

        assertThat(lookup(host -> addresses(many), LONG, LONG).lookup("many.test"))
                .isEqualTo(addresses(Arrays.copyOf(many, tried)));
        assertThatExceptionOfType(AddressRefusedException.class)
                .isThrownBy(() ->
                        lookup(host -> addresses(manyAndOneBad), LONG, LONG).lookup("many.test"));
    }

    @Test
    void callersOfOneNameShareOneLookup() {
        CountDownLatch answer = new CountDownLatch(1);
        NameLookup lookup = lookup(
                host -> {
                    asked.incrementAndGet();
                    await(answer);
                    return addresses("8.8.8.8");
                },
                LONG,
                LONG);
        ExecutorService callers = Executors.newFixedThreadPool(8);
        toClose.add(callers::shutdownNow);
        List<CompletableFuture<List<InetAddress>>> results = new ArrayList<>();
        AtomicInteger calling = new AtomicInteger();
        for (int i = 0; i < 8; i++) {
            results.add(CompletableFuture.supplyAsync(
                    () -> {
                        calling.incrementAndGet();
                        return lookUp(lookup, "a.test");
                    },
                    callers));
        }
        Awaitility.await().until(() -> calling.get() == 8 && asked.get() == 1);
        answer.countDown();

        assertThat(results).allSatisfy(result -> assertThat(result.join()).hasSize(1));
        assertThat(asked).hasValue(1);
    }

    /** As many names hang as there are threads, then as many again; then all of them at once. */
    @Test
    void namesThatHungBeforeDoNotHoldUpOthers() throws UnknownHostException {
        int threads = 64;
        List<CountDownLatch> rounds = List.of(latch(), latch(), latch());
        AtomicInteger answered = new AtomicInteger();
        NameLookup lookup = lookup(
                host -> {
                    if (!host.startsWith("hanging")) {
                        return addresses("8.8.8.8");
                    }
                    await(rounds.get(answered.get() / threads));
                    answered.incrementAndGet();
                    throw new UnknownHostException(host);
                },
                LIMIT,
                LONG);
        List<String> all = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            String suffix = "-" + round + ".test";
            List<String> hanging = IntStream.range(0, threads)
                    .mapToObj(i -> "hanging-" + i + suffix)
                    .toList();
            all.addAll(hanging);
            assertAllUnanswered(lookup, hanging);
            rounds.get(round).countDown();
            Awaitility.await().until(() -> answered.get() == all.size());
        }

        assertAllUnanswered(lookup, all);

        assertThat(lookup.lookup("healthy.test")).isEqualTo(addresses("8.8.8.8"));
    }

    @Test
    void lastKnownAddressesServeWhileANameHangs() throws UnknownHostException {
        CountDownLatch never = latch();
        NameLookup lookup = lookup(
                host -> {
                    if (asked.incrementAndGet() > 1) {
                        await(never);
                    }
                    return addresses("8.8.8.8");
                },
                LIMIT,
                Duration.ZERO);

        assertThat(lookup.lookup("a.test")).isEqualTo(addresses("8.8.8.8"));
        assertThat(lookup.lookup("a.test")).isEqualTo(addresses("8.8.8.8"));
        assertThat(asked).hasValue(2);
    }

    @Test
    void takesANameWithoutAddressesForUnknown() {
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> lookup(host -> List.of(), LONG, LONG).lookup("empty.test"))
                .withMessage("empty.test is not known to the name service");
    }

    private void assertAllUnanswered(NameLookup lookup, List<String> hosts) {
        ExecutorService callers = Executors.newFixedThreadPool(hosts.size());
        toClose.add(callers::shutdownNow);
        List<CompletableFuture<Void>> calls = hosts.stream()
                .map(host -> CompletableFuture.runAsync(
                        () -> assertThatExceptionOfType(UnknownHostException.class)
                                .isThrownBy(() -> lookup.lookup(host))
                                .withMessageContaining("got no answer"),
                        callers))
                .toList();
        calls.forEach(CompletableFuture::join);
    }

    private NameLookup lookup(NameService names, Duration limit, Duration fresh) {
        NameLookup lookup = new NameLookup(names, STRICT, new SilentAddresses(), limit, fresh);
        toClose.add(lookup);
        return lookup;
    }

    private CountDownLatch latch() {
        CountDownLatch latch = new CountDownLatch(1);
        toClose.add(0, latch::countDown);
        return latch;
    }

    private static List<InetAddress> lookUp(NameLookup lookup, String host) {
        try {
            return lookup.lookup(host);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<InetAddress> addresses(String... literals) throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String literal : literals) {
            addresses.add(InetAddress.getByName(literal));
        }
        return addresses;
    }
}
