package io.datastreamer.portal.page;

import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.DataStreamCodec;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamStatusCodec;
import io.datastreamer.contract.StreamType;
import io.datastreamer.portal.TestStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The data streams of a thousand organisations, ten each, and a script that scrolls through the table of all of them.
 */
final class ManyStreams {
    private static final int ORGANISATIONS = 1000;
    private static final long FIRST_ORGANISATION = 300_000;

    /**
     * Scrolls to the end in steps of two thirds of the view. It returns the highest number of nodes, at how many steps
     * the middle was empty, the content of the last row, and how many tasks took longer than 50 ms, and how long.
     */
    static final String SCROLLS = """
            const done = arguments[arguments.length - 1];
            const seen = {nodes: 0, empty: 0, steps: 0, longTasks: 0, longestMs: 0, last: ''};
            const observer = new PerformanceObserver(list => {
              for (const task of list.getEntries()) {
                seen.longTasks++;
                seen.longestMs = Math.max(seen.longestMs, Math.round(task.duration));
              }
            });
            observer.observe({type: 'longtask'});
            const step = () => {
              seen.steps++;
              seen.nodes = Math.max(seen.nodes, document.querySelectorAll('*').length);
              const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
              if (!middle?.closest('.streams tbody tr:not(.space)')) {
                seen.empty++;
              }
              const end = document.documentElement.scrollHeight - innerHeight;
              if (scrollY >= end - 1) {
                seen.last = [...document.querySelectorAll('.stream-name')].at(-1).textContent;
                observer.disconnect();
                done(seen);
                return;
              }
              // small steps at first, and then from far to far
              scrollTo(0, Math.min(end, scrollY + innerHeight * (seen.steps < 25 ? 0.66 : 40)));
              requestAnimationFrame(() => requestAnimationFrame(step));
            };
            scrollTo(0, 400);
            requestAnimationFrame(() => requestAnimationFrame(step));
            """;

    private ManyStreams() {}

    static Map<String, byte[]> configurations(int count) {
        Map<String, byte[]> all = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            all.put(
                    id(i),
                    DataStreamCodec.write(StreamConfiguration.of(
                                    id(i),
                                    organisation(i),
                                    StreamType.USAGE,
                                    ApiType.REST_API,
                                    new Settings(
                                            Map.of("url", "https://customer-" + organisation(i) + ".example.com/" + i)))
                            .withName(name(i))
                            .withCreatedAt(Instant.EPOCH.plusSeconds(i))));
        }
        return all;
    }

    static Map<String, byte[]> statuses(int count) {
        Map<String, byte[]> all = new LinkedHashMap<>();
        Instant now = Instant.now();
        for (int i = 0; i < count; i++) {
            all.put(
                    id(i),
                    StreamStatusCodec.write(TestStatus.of(
                                    id(i),
                                    organisation(i),
                                    name(i),
                                    ApiType.REST_API,
                                    StreamType.USAGE,
                                    "as the job tells it")
                            .lastTimestamp(now)
                            .delivered(1000 + i)
                            .at(now)));
        }
        return all;
    }

    private static String id(int i) {
        return "stream-" + i;
    }

    private static String name(int i) {
        return "Stream %04d".formatted(i);
    }

    private static long organisation(int i) {
        return FIRST_ORGANISATION + i % ORGANISATIONS;
    }
}
