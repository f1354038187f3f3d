package io.datastreamer.job.deliver.engine;

import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.job.deliver.lane.Cursor;
import io.datastreamer.job.deliver.lane.Lane;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Checks the counters of lanes against what the {@link Ledger} of a simulation knows. */
final class CounterWatch {
    private final Ledger ledger;
    private final Map<String, Span> spans = new HashMap<>();

    /** The cursor since which nothing has begun anew. */
    private record Span(Ledger.Account account, int number, Cursor begin) {}

    CounterWatch(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Checks a lane of which nothing is under way.
     *
     * @param appended documents of its kind in its journal
     */
    void look(StreamConfiguration stream, Lane lane, long appended) {
        Ledger.Account account = ledger.account(stream.id());
        Cursor now = lane.cursor();
        List<Ledger.Doc> journal = ledger.journal(stream.organisationId(), lane.kind());
        check(lane, "documents are in the journal", appended, journal.size(), journal.size());
        Span span = spans.get(lane.name());
        if (span == null || span.account != account || span.number != account.spans) {
            spans.put(lane.name(), new Span(account, account.spans, now));
            return;
        }
        Cursor begin = span.begin;
        List<Ledger.Doc> passed = journal.subList((int) begin.before(), (int) now.before());
        Predicate<Ledger.Doc> passes = account::passes;
        long wanted = count(passed, passes);
        long settledBefore = count(passed, passes.and(doc -> doc.number < begin.reached() && mayHaveExpired(doc)));
        long delivered = now.delivered() - begin.delivered();
        long refused = now.refused() - begin.refused();
        long expired = now.expired() - begin.expired();
        // what waited apart before may have been settled since; what waits apart now has not
        int apartBefore = begin.apart().size();
        int apartNow = now.apart().size();
        long received = count(passed, doc -> account.everReceived.contains(doc.id));
        long rejected = count(passed, doc -> account.everRejected.contains(doc.id));
        check(lane, "are delivered", delivered, 0, received + apartBefore);
        check(lane, "are refused", refused, 0, rejected + apartBefore);
        check(
                lane,
                "are expired",
                expired,
                0,
                count(passed, doc -> doc.number >= begin.reached() && mayHaveExpired(doc)) + apartBefore);
        check(
                lane,
                "are delivered, refused or expired",
                delivered + refused + expired,
                wanted - settledBefore - apartNow,
                passed.size() + apartBefore);
        check(lane, "are delivered or refused", delivered + refused, 0, wanted + apartBefore);
    }

    private boolean mayHaveExpired(Ledger.Doc doc) {
        return ledger.mayHaveExpired(doc);
    }

    private static long count(List<Ledger.Doc> documents, Predicate<Ledger.Doc> which) {
        return documents.stream().filter(which).count();
    }

    private static void check(Lane lane, String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new AssertionError(
                    lane.name() + ": " + value + " " + what + ", it should be " + least + " to " + most);
        }
    }
}
