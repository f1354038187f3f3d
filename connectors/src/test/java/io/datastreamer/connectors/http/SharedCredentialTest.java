package io.datastreamer.connectors.http;

import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.connectors.spi.Sending;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** If many requests need a credential at once, one of them asks for it. */
class SharedCredentialTest {
    private final HttpTransport transport = new HttpTransport(HttpSettings.DEFAULTS);
    private final HttpChannel channel = transport.open(AnswerBody.FOR_PEOPLE);
    private final Set<String> over = ConcurrentHashMap.newKeySet();
    private final SharedCredential<String> credential = new SharedCredential<>(value -> !over.contains(value));
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger needed = new AtomicInteger();
    private final List<String> found = new CopyOnWriteArrayList<>();
    private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void oneAsksAndTheOthersWait() {
        CountDownLatch answer = new CountDownLatch(1);
        for (int i = 0; i < 8; i++) {
            need(() -> {
                answer.await();
                return "key";
            });
        }
        await().until(() -> needed.get() == 8);
        answer.countDown();

        await().until(() -> outcomes.size() == 8);
        assertThat(asked).hasValue(1);
        assertThat(found).hasSize(8).containsOnlyOnce("key new").contains("key");
    }

    @Test
    void aFailureIsToldToThoseWhoWaitedAndNotKept() {
        CountDownLatch answer = new CountDownLatch(1);
        need(() -> {
            answer.await();
            throw new IllegalStateException("no such role");
        });
        await().until(() -> asked.get() == 1);
        need(() -> "not asked, or asked later");
        await().until(() -> needed.get() == 2);
        answer.countDown();
        await().until(() -> outcomes.size() == 2);
        assertThat(found).contains("no such role");

        need(() -> "key");
        await().until(() -> outcomes.size() == 3);
        assertThat(found.get(2)).isIn("key new", "not asked, or asked later");
    }

    @Test
    void whoGivesUpSaysNothingToThoseWhoWait() {
        CountDownLatch never = new CountDownLatch(1);
        Sending first = need(() -> {
            never.await();
            return "never";
        });
        await().until(() -> asked.get() == 1);
        need(() -> "key");
        await().until(() -> needed.get() == 2);

        first.cancel();

        await().until(() -> outcomes.size() == 2);
        assertThat(found).containsExactlyInAnyOrder("InterruptedException", "key new");
        assertThat(outcomes).anyMatch(outcome -> String.valueOf(outcome.error()).startsWith("cancelled"));
    }

    @Test
    void whoWaitsCanGiveUp() {
        CountDownLatch answer = new CountDownLatch(1);
        need(() -> {
            answer.await();
            return "key";
        });
        await().until(() -> asked.get() == 1);
        Sending second = need(() -> "another");
        await().until(() -> needed.get() == 2);

        second.cancel();

        await().until(() -> outcomes.size() == 1);
        assertThat(found).isEmpty();
        answer.countDown();
        await().until(() -> outcomes.size() == 2);
        assertThat(found).containsExactly("key new");
    }

    @Test
    void whatIsOverIsAskedForAnew() {
        needAndWait(1, "first");
        needAndWait(2, "second");
        assertThat(found).containsExactly("first new", "first");

        over.add("first");
        needAndWait(3, "second");
        assertThat(found.get(2)).isEqualTo("second new");
    }

    @Test
    void onlyTheOneThatWasRefusedIsForgotten() {
        String first = "first";
        needAndWait(1, first);
        credential.forget("another");
        needAndWait(2, "second");
        assertThat(found.get(1)).isEqualTo("first");

        credential.forget(first);
        needAndWait(3, "second");
        credential.forget(first);
        needAndWait(4, "third");
        assertThat(found.subList(2, 4)).containsExactly("second new", "second");
    }

    private void needAndWait(int number, String answer) {
        need(() -> answer);
        await().until(() -> outcomes.size() == number);
    }

    private Sending need(Callable<String> answer) {
        return channel.start(
                sending -> {
                    needed.incrementAndGet();
                    try {
                        SharedCredential.Found<String> got = credential.get(sending, () -> {
                            asked.incrementAndGet();
                            return sending.waitFor(answer);
                        });
                        found.add(got.value() + (got.isNew() ? " new" : ""));
                    } catch (ExecutionException e) {
                        Throwable cause = e.getCause();
                        found.add(
                                cause instanceof InterruptedException
                                        ? "InterruptedException"
                                        : String.valueOf(cause == null ? null : cause.getMessage()));
                        throw e;
                    }
                    return Outcome.delivered(200);
                },
                outcomes::add);
    }
}
