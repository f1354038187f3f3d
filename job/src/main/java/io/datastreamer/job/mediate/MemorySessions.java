package io.datastreamer.job.mediate;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps sessions on the heap and never forgets one: for short runs outside of a job. */
public final class MemorySessions implements Sessions {
    private final Map<String, Session> sessions = new HashMap<>();
    private final int most;
    private Restarts restarts = Restarts.NONE;

    /** @param most most sessions kept */
    public MemorySessions(int most) {
        this.most = most;
    }

    @Override
    public @Nullable Session get(String key) {
        return sessions.get(key);
    }

    @Override
    public void put(String key, @Nullable Session before, Session session) {
        sessions.put(key, session);
    }

    @Override
    public Iterable<Map.Entry<String, Session>> open() {
        return sessions.entrySet().stream()
                .filter(entry -> !entry.getValue().isClosed())
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .sorted(Map.Entry.comparingByKey())
                .toList();
    }

    @Override
    public Restarts restarts() {
        return restarts;
    }

    @Override
    public void restarted(Restarts now) {
        restarts = now;
    }

    @Override
    public boolean areFull() {
        return sessions.size() >= most;
    }

    /** How many there are, open and ended. */
    public int size() {
        return sessions.size();
    }
}
