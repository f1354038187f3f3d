package io.datastreamer.benchmarks.receiver;

/** What is expected at present: nothing at first. Thread-safe. */
final class Wanted {
    private volatile Expected expected = new Expected(0, 0);

    Expected get() {
        return expected;
    }

    void set(Expected next) {
        expected = next;
    }
}
