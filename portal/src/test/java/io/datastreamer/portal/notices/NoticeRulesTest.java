package io.datastreamer.portal.notices;

import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.contract.StreamStatus.State;
import io.datastreamer.contract.StreamType;
import io.datastreamer.portal.TestStatus;
import io.datastreamer.portal.notices.NoticeRules.Seen;
import io.datastreamer.portal.store.NoticeKind;
import io.datastreamer.portal.store.NoticeSettings.NoticeWish;
import io.datastreamer.portal.store.NoticeWatch;
import io.datastreamer.portal.store.StreamVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class NoticeRulesTest {
    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final NoticeWish ALL =
            new NoticeWish(NoticeKind.CHOICES, Duration.ofMinutes(15), Duration.ofDays(3));

    private NoticeWatch watch = NoticeWatch.NOTHING;
    private NoticeWish wish = ALL;

    @Test
    void anOutageIsToldOnceAfterItsTimeAndItsEndOnceItHolds() {
        assertThat(at(0, failing())).isEmpty();
        assertThat(at(14, failing())).isEmpty();
        assertThat(at(15, failing())).containsExactly(NoticeKind.FAILING);
        // a success in between: neither the end nor a new outage
        assertThat(at(16, status(State.CATCHING_UP))).isEmpty();
        assertThat(at(16, failing())).isEmpty();
        assertThat(at(60, failing())).isEmpty();
        assertThat(at(61, status(State.RUNNING))).isEmpty();
        assertThat(at(62, status(State.RUNNING))).containsExactly(NoticeKind.RECOVERED);
        assertThat(watch).isEqualTo(NoticeWatch.NOTHING);
        assertThat(at(63, failing())).isEmpty();
        assertThat(at(78, failing())).containsExactly(NoticeKind.FAILING);
    }

    @Test
    void shortFailuresAreNotToldAndNotKept() {
        for (int minute = 0; minute < 100; minute += 2) {
            assertThat(at(minute, failing())).isEmpty();
            assertThat(NoticeRules.kept(watch, time(minute))).isEqualTo(NoticeWatch.NOTHING);
            assertThat(at(minute + 1, status(State.RUNNING))).isEmpty();
        }
        at(200, failing());
        at(201, failing());
        assertThat(NoticeRules.kept(watch, time(201)).failingSince()).isEqualTo(time(200));
    }

    @Test
    void whoPausesAFailingStreamIsToldOfNoRecovery() {
        at(0, failing());
        assertThat(at(15, failing())).containsExactly(NoticeKind.FAILING);
        assertThat(at(16, paused(State.FAILING))).isEmpty();
        assertThat(at(17, status(State.RUNNING))).isEmpty();
        assertThat(at(30, status(State.RUNNING))).isEmpty();
    }

    @Test
    void whoWantsNoRecoveriesIsToldOfTheNextOutageAllTheSame() {
        wish = new NoticeWish(EnumSet.of(NoticeKind.FAILING), Duration.ZERO, Duration.ofHours(1));
        assertThat(at(0, failing())).containsExactly(NoticeKind.FAILING);
        assertThat(at(1, status(State.RUNNING))).isEmpty();
        assertThat(at(2, status(State.RUNNING))).isEmpty();
        assertThat(at(3, failing())).containsExactly(NoticeKind.FAILING);
    }

    @Test
    void whatIsMutedIsForgotten() {
        at(0, failing());
        wish = new NoticeWish(Set.of(), Duration.ZERO, Duration.ZERO);
        assertThat(at(20, failing())).isEmpty();
        assertThat(watch).isEqualTo(NoticeWatch.NOTHING);
    }

    @Test
    void aLongPauseALossAndALimitAreToldOnce() {
        assertThat(at(72 * 60 - 1, paused(State.PAUSED))).isEmpty();
        assertThat(at(72 * 60, paused(State.PAUSED))).containsExactly(NoticeKind.PAUSED);
        assertThat(at(72 * 60 + 1, paused(State.PAUSED))).isEmpty();
        IntFunction<Seen> losing =
                minute -> seen(StreamConfiguration.State.RUNNING, status(minute, State.CATCHING_UP, 3600L, null));
        assertThat(at(6000, losing)).containsExactly(NoticeKind.EXPIRING);
        assertThat(at(6010, status(State.RUNNING))).isEmpty();
        // a condition that comes and goes is not reported each time
        assertThat(at(6020, losing)).isEmpty();
        assertThat(at(6100, status(State.RUNNING))).isEmpty();
        assertThat(at(6101, losing)).containsExactly(NoticeKind.EXPIRING);
        IntFunction<Seen> limited =
                minute -> seen(StreamConfiguration.State.RUNNING, status(minute, State.RUNNING, null, 100_000L));
        assertThat(at(7000, limited)).containsExactly(NoticeKind.SIZE_LIMIT);
        assertThat(at(7001, status(State.RUNNING))).isEmpty();
        assertThat(at(7002, limited)).isEmpty();
    }

    /** Looks at a minute, as the notifier does, and marks everything that is due as told. */
    private Set<NoticeKind> at(int minute, IntFunction<Seen> look) {
        Seen seen = look.apply(minute);
        watch = NoticeRules.seen(watch, wish, seen, time(minute));
        Set<NoticeKind> due = NoticeRules.due(watch, wish, seen, time(minute));
        due.forEach(kind -> watch = watch.told(kind, time(minute)));
        return due;
    }

    private static Instant time(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    private static IntFunction<Seen> failing() {
        return status(State.FAILING);
    }

    private static IntFunction<Seen> status(State state) {
        return minute -> seen(StreamConfiguration.State.RUNNING, status(minute, state, null, null));
    }

    private static IntFunction<Seen> paused(State state) {
        return minute -> seen(StreamConfiguration.State.PAUSED, status(minute, state, null, null));
    }

    private static Seen seen(StreamConfiguration.State state, StreamStatus status) {
        StreamConfiguration stream = StreamConfiguration.of("s", 1, StreamType.USAGE, ApiType.REST_API, Settings.EMPTY)
                .withState(state)
                .withCreatedAt(START);
        return new Seen(new StreamVersion(stream, 1, START), status);
    }

    private static StreamStatus status(int minute, State state, @Nullable Long expiresIn, @Nullable Long takesBytes) {
        return TestStatus.of("s", 1, "", ApiType.REST_API, StreamType.USAGE, "")
                .state(state)
                .pending(5, null)
                .expiresInSeconds(expiresIn)
                .takesBytes(takesBytes)
                .at(time(minute));
    }
}
