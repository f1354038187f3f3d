package io.datastreamer.job.mediate;

import io.datastreamer.job.record.SessionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the sessions of the current key, a shard of an element, in Flink's keyed state.
 *
 * <p>Open sessions stay until they end. Ended ones are in a separate state, which Flink's TTL clears: nothing ever
 * iterates over them. Their number is limited by counting those that ended on one day.
 */
final class KeyedSessions implements Sessions {
    private final MapState<String, Session> open;
    private final MapState<String, Session> ended;
    private final ValueState<ShardCounts> counts;
    private final ValueState<Restarts> restarts;
    private final int mostOfShard;
    private long openedHere;
    private long day;

    /** Takes its states from the function's context. */
    KeyedSessions(RuntimeContext context, MediateSettings settings) {
        open = context.getMapState(new MapStateDescriptor<>("open-sessions", Types.STRING, Session.TYPE));
        MapStateDescriptor<String, Session> endedOnes =
                new MapStateDescriptor<>("ended-sessions", Types.STRING, Session.TYPE);
        endedOnes.enableTimeToLive(StateTtlConfig.newBuilder(settings.closedKept())
                .cleanupIncrementally(1, false)
                .cleanupInRocksdbCompactFilter(10_000)
                .build());
        ended = context.getMapState(endedOnes);
        counts = context.getState(new ValueStateDescriptor<>("session-counts", ShardCounts.TYPE));
        ValueStateDescriptor<Restarts> ofElement = new ValueStateDescriptor<>("element-restarts", Restarts.TYPE);
        ofElement.enableTimeToLive(
                StateTtlConfig.newBuilder(settings.closedKept()).build());
        restarts = context.getState(ofElement);
        mostOfShard = Math.max(1, settings.maxSessions() / SessionRecord.SHARDS);
    }

    /** Sets the present time, before a record is taken. */
    void at(long nowMillis) {
        day = TimeUnit.MILLISECONDS.toDays(nowMillis);
    }

    @Override
    public @Nullable Session get(String key) {
        return tried(() -> {
            Session session = open.get(key);
            return session == null ? ended.get(key) : session;
        });
    }

    @Override
    public void put(String key, @Nullable Session before, Session session) {
        var unused = tried(() -> {
            boolean wasOpen = before != null && !before.isClosed();
            if (session.isClosed()) {
                if (wasOpen) {
                    open.remove(key);
                }
                ended.put(key, session);
            } else {
                open.put(key, session);
                if (before != null && before.isClosed()) {
                    ended.remove(key);
                }
            }
            count(before, wasOpen, session);
            return session;
        });
    }

    private void count(@Nullable Session before, boolean wasOpen, Session session) throws Exception {
        int opened = (session.isClosed() ? 0 : 1) - (wasOpen ? 1 : 0);
        boolean endsNow = session.isClosed() && (before == null || wasOpen);
        if (opened != 0 || endsNow) {
            counts.update(counts().plus(opened, endsNow ? 1 : 0, day));
            openedHere += opened;
        }
    }

    @Override
    public Iterable<Map.Entry<String, Session>> open() {
        return tried(() -> {
            List<Map.Entry<String, Session>> all = new ArrayList<>();
            for (Map.Entry<String, Session> entry : open.entries()) {
                all.add(Map.entry(entry.getKey(), entry.getValue()));
            }
            return all;
        });
    }

    @Override
    public Restarts restarts() {
        return tried(() -> {
            Restarts present = restarts.value();
            return present == null ? Restarts.NONE : present;
        });
    }

    @Override
    public void restarted(Restarts now) {
        var unused = tried(() -> {
            restarts.update(now);
            return now;
        });
    }

    @Override
    public boolean areFull() {
        return tried(() -> {
            ShardCounts present = counts();
            return present.open() >= mostOfShard || present.endedOn(day) >= mostOfShard;
        });
    }

    /** Whether no session of the shard is open. */
    boolean noneIsOpen() {
        return tried(() -> counts().open() == 0);
    }

    /** How many sessions this subtask has opened since its start, minus those that have ended. */
    long openedHere() {
        return openedHere;
    }

    private ShardCounts counts() throws Exception {
        ShardCounts present = counts.value();
        return present == null ? ShardCounts.NONE : present;
    }

    private interface Access<T extends @Nullable Object> {
        T run() throws Exception;
    }

    private static <T extends @Nullable Object> T tried(Access<T> access) {
        try {
            return access.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the state of sessions cannot be used", e);
        }
    }
}
