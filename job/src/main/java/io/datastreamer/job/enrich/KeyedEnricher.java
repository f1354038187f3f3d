package io.datastreamer.job.enrich;

import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.enrich.KeyMemory.Remembered;
import io.datastreamer.job.record.Enriched;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.reject.Reason;
import io.datastreamer.job.reject.Rejections;
import java.util.HashSet;
import java.util.Set;

/**
 * What happens at a key: records are enriched, wait for what they lack, or are dropped and rejected. All of a key's
 * records go on in the order in which they came: once one waits, those behind it wait too.
 *
 * <p>A key at which records wait is due at the deadline of the first of them, and at once while a release is under way that
 * a slice was too short for. The key must be Flink's current key at each call.
 */
final class KeyedEnricher {
    private static final int RELEASES_PER_WAIT = 100;
    /** Of those that wait, as many go on with each record that comes: so a release gets done, however many come. */
    private static final int RELEASED_BEFORE_A_RECORD = 2;

    private final EnrichSettings settings;
    private final ReferenceJoin join;
    private final KeyMemory memory;
    private final WaitingQueue waiting;
    private final Times times;
    private final Output out;
    private final Rejections rejections;
    private final EnrichMetrics metrics;

    KeyedEnricher(
            EnrichSettings settings,
            ReferenceJoin join,
            KeyMemory memory,
            WaitingQueue waiting,
            Times times,
            Output out,
            Rejections rejections,
            EnrichMetrics metrics) {
        this.settings = settings;
        this.join = join;
        this.memory = memory;
        this.waiting = waiting;
        this.times = times;
        this.out = out;
        this.rejections = rejections;
        this.metrics = metrics;
    }

    /** A network or billing record came. */
    void record(KeyedRecord record) throws Exception {
        metrics.record();
        long now = times.now();
        long since = now - settings.dedupeWindow().toMillis();
        Remembered entry = memory.of(record.key());
        if (entry.hasSeen(record.kind(), record.recordId(), since)) {
            metrics.duplicate();
            return;
        }
        if (entry.subscriber().waiting() > 0 && !waitsForSim(record.key(), entry.subscriber())) {
            release(entry, entry.subscriber(), now, false, Slice.ofSteps(RELEASED_BEFORE_A_RECORD), false);
        }
        Subscriber subscriber = entry.subscriber();
        if (subscriber.waiting() >= settings.waitingCap()) {
            String text = "record: " + subscriber.waiting() + " records of " + record.key() + " wait already";
            out.reject(rejections.reject(record.origin(), Reason.TOO_MANY_WAITING, text, now));
            return;
        }
        if (subscriber.waiting() == 0) {
            Enriched enriched = join.join(record, subscriber, now);
            if (enriched != null) {
                remember(record, entry, now, since);
                out.emit(enriched);
                return;
            }
            Lack lack = join.lackOf(record, subscriber, now);
            if (lack.isFinal()) {
                out.reject(rejections.reject(record.origin(), lack.reason(), lack.text(), now));
                return;
            }
            times.comeBackAt(now + settings.maxWait().toMillis());
        }
        remember(record, entry, now, since);
        waiting.add(new WaitingRecord(record, now), subscriber.waiting());
        memory.put(entry, subscriber.withWaiting(subscriber.waiting() + 1));
        metrics.waitingChanged(1);
    }

    private void remember(KeyedRecord record, Remembered entry, long now, long since) throws Exception {
        memory.remember(entry, record.kind(), record.recordId(), now, since, settings.dedupeCap());
    }

    /** A line of the SIM registry came. */
    void sim(KeyedRecord line, Slice slice) throws Exception {
        long now = times.now();
        long at = Math.min(now, line.origin().timestamp());
        Remembered entry = memory.of(line.key());
        Subscriber before = entry.subscriber();
        Subscriber after = line.sim() == null ? before.withDeletion(at) : before.withSim(line.sim(), at);
        if (after.equals(before)) {
            return;
        }
        if (after.isDeleted()) {
            times.comeBackAt(after.deletedAtMillis() + settings.deletedSimKept().toMillis());
        }
        if (after.waiting() > 0) {
            release(entry, after, now, false, slice, false);
        } else {
            memory.put(entry, after);
        }
    }

    /** The catalog has changed, and records of this key wait. */
    void catalogChanged(String key, Slice slice) throws Exception {
        Remembered entry = memory.of(key);
        Subscriber subscriber = entry.subscriber();
        if (subscriber.waiting() > 0 && !waitsForSim(key, subscriber)) {
            release(entry, subscriber, times.now(), false, slice, false);
        }
    }

    private static boolean waitsForSim(String key, Subscriber subscriber) {
        return subscriber.sim() == null && !key.startsWith(KeyedRecord.ORGANISATION_KEY);
    }

    /** The time has come that was asked for. */
    void due(String key, Slice slice) throws Exception {
        long now = times.now();
        Remembered entry = memory.of(key);
        Subscriber subscriber = entry.subscriber();
        if (subscriber.wasDeletedBy(now - settings.deletedSimKept().toMillis())) {
            subscriber = subscriber.withoutSim();
            memory.put(entry, subscriber);
        }
        if (subscriber.waiting() > 0) {
            release(entry, subscriber, now, false, slice, true);
        }
    }

    /** No more records, SIMs or changes of the catalog will come: what waits for one has waited in vain. */
    void inputEnded(String key) throws Exception {
        Remembered entry = memory.of(key);
        release(entry, entry.subscriber(), times.now(), true, Slice.ENDLESS, false);
    }

    // with what is known of the key by now; the first that must still wait ends it, as all others are behind it, and so
    // does the end of the slice: the key is due again at once then, and whatever comes to it meanwhile waits behind
    private void release(
            Remembered entry, Subscriber subscriber, long now, boolean inputEnded, Slice slice, boolean isDue)
            throws Exception {
        int all = subscriber.waiting();
        long place = waiting.first();
        WaitingRecord first = waiting.at(place);
        WaitingRecord head = first;
        // rejected ones may come again when what they lack is there
        Set<Long> events = new HashSet<>();
        Set<Long> usages = new HashSet<>();
        int gone = 0;
        boolean isCut = false;
        while (head != null && !isCut) {
            KeyedRecord record = head.record();
            Enriched enriched = join.join(record, subscriber, now);
            if (enriched != null) {
                out.emit(enriched);
            } else {
                Lack lack = join.lackOf(record, subscriber, now);
                if (!inputEnded && deadline(head) > now && !lack.isFinal()) {
                    break;
                }
                reject(record.origin(), lack, now - head.sinceMillis(), inputEnded, now);
                (record.kind() == RecordKind.EVENT ? events : usages).add(record.recordId());
            }
            gone++;
            head = gone < all ? waiting.at(place + gone) : null;
            isCut = slice.isOver();
        }
        if (gone > 0) {
            metrics.waitingChanged(-gone);
            waiting.remove(place, gone, all - gone);
        }
        Subscriber after = subscriber.withWaiting(all - gone);
        if (!after.equals(entry.subscriber())) {
            memory.put(entry, after);
        }
        if (!events.isEmpty() || !usages.isEmpty()) {
            memory.forget(entry, events, usages);
        }
        if (first != null && gone > 0) {
            times.forget(deadline(first));
        }
        if (head != null && (gone > 0 || isDue)) {
            times.comeBackAt(isCut ? now : nextRelease(head, now));
        }
    }

    private void reject(Origin origin, Lack lack, long waitedMillis, boolean inputEnded, long now) {
        String text = lack.text();
        if (!lack.isFinal()) {
            text += inputEnded ? " by the end of the input" : " after waiting for " + waitedMillis / 1000 + " s";
        }
        out.reject(rejections.reject(origin, lack.reason(), text, now));
    }

    // those that came one after the other are rejected together: few timers
    private long nextRelease(WaitingRecord head, long now) {
        return Math.max(deadline(head), now + settings.maxWait().toMillis() / RELEASES_PER_WAIT);
    }

    private long deadline(WaitingRecord record) {
        return record.sinceMillis() + settings.maxWait().toMillis();
    }
}
