package io.datastreamer.portal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The current time plus the time that a test lets pass. */
final class TestClock extends Clock {
    private final AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);

    void pass(Duration time) {
        later.updateAndGet(before -> before.plus(time));
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(later.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
