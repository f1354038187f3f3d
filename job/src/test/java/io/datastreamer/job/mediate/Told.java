package io.datastreamer.job.mediate;

import io.datastreamer.job.record.BillingRecord;
import io.datastreamer.job.record.Cell;
import io.datastreamer.job.record.EventType;
import io.datastreamer.job.record.NetworkRecord;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.reject.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects what a mediator puts out. */
final class Told implements MediateOutput {
    final List<NetworkRecord> events = new ArrayList<>();
    final List<BillingRecord> usages = new ArrayList<>();
    final List<String> rejected = new ArrayList<>();
    int duplicates;
    int late;
    int unused;

    long usedTx() {
        return usages.stream().mapToLong(BillingRecord::tx).sum();
    }

    long usedRx() {
        return usages.stream().mapToLong(BillingRecord::rx).sum();
    }

    long count(EventType type) {
        return events.stream().filter(event -> event.eventType() == type).count();
    }

    Set<Long> eventIds() {
        return events.stream().map(NetworkRecord::recordId).collect(Collectors.toSet());
    }

    Set<Long> usageIds() {
        return usages.stream().map(BillingRecord::recordId).collect(Collectors.toSet());
    }

    int all() {
        return events.size() + usages.size() + rejected.size() + duplicates + late + unused;
    }

    @Override
    public void network(NetworkRecord record, Cell cell, List<String> changed, Origin origin) {
        events.add(record);
    }

    @Override
    public void billing(BillingRecord record, Origin origin) {
        usages.add(record);
    }

    @Override
    public void duplicate(String why, Origin origin) {
        duplicates++;
    }

    @Override
    public void late(String why, Origin origin) {
        late++;
    }

    @Override
    public void unused(String why, Origin origin) {
        unused++;
    }

    @Override
    public void reject(Reason reason, String text, Origin origin) {
        rejected.add(text);
    }

    @Override
    public void wrapped(int times) {}
}
