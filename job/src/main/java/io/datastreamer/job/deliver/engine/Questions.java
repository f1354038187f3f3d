package io.datastreamer.job.deliver.engine;

import io.datastreamer.contract.Question;
import io.datastreamer.job.deliver.time.Timeline;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions a piece of work at a time, and keeps fetches that wait for documents, at most one of each data
 * stream. One fetch and one other question are worked on at a time: no others hold documents.
 */
final class Questions {
    private static final long OLD_MS = 300_000;
    /** Most questions at once, fetches that wait not counted. */
    private static final int MOST = 1_000;

    private static final long NANOS_OF_SECOND = 1_000_000_000;

    private final Host host;
    private final Timeline timeline;
    private final Fetches fetches;
    private final Finds finds;
    private final Statements statements;
    private final Runnable hasWork;
    private final Deque<Fetching> fetching = new ArrayDeque<>();
    private final Deque<Inquiry> finding = new ArrayDeque<>();
    private boolean isFetchsTurn;
    /** Fetches that wait, by the keys of journals, then by data streams. */
    private final Map<String, Map<String, Fetching>> waiting = new HashMap<>();

    Questions(Host host, Timeline timeline, Fetches fetches, Finds finds, Statements statements, Runnable hasWork) {
        this.host = host;
        this.timeline = timeline;
        this.fetches = fetches;
        this.finds = finds;
        this.statements = statements;
        this.hasWork = hasWork;
    }

    /** Begins statements of what became of the documents of a data stream. */
    interface Statements {
        Inquiry begin(String journalKey, Question question, Question.Ledger ask);
    }

    /** A fetch that is being answered or waits. No two are equal. */
    private static final class Fetching {
        private final String journalKey;
        private final String streamId;
        private final FetchInquiry inquiry;
        /** When it stops waiting, on the monotonic clock. */
        private final long until;

        private Timeline.@Nullable Entry end;

        Fetching(String journalKey, String streamId, FetchInquiry inquiry, long until) {
            this.journalKey = journalKey;
            this.streamId = streamId;
            this.inquiry = inquiry;
            this.until = until;
        }

        void stopWaiting() {
            if (end != null) {
                end.cancel();
                end = null;
            }
        }
    }

    /** Whether nobody waits for the answer any more. */
    static boolean isTooOld(Question question, long now) {
        return now - question.askedAt().toEpochMilli() > OLD_MS;
    }

    /** Takes a question about what a journal holds. */
    void ask(String journalKey, Question question) {
        if (fetching.size() + finding.size() >= MOST) {
            Problem.BUSY.tell(host, question, "too many questions at once");
        } else if (question.ask() instanceof Question.Fetch fetch) {
            FetchInquiry inquiry = fetches.begin(journalKey, question, fetch);
            long until = host.nanos() + fetch.waitSeconds() * NANOS_OF_SECOND;
            fetching.add(new Fetching(journalKey, fetch.streamId(), inquiry, until));
        } else if (!isTooOld(question, host.now())) {
            finding.add(
                    question.ask() instanceof Question.Ledger ledger
                            ? statements.begin(journalKey, question, ledger)
                            : finds.begin(journalKey, question));
        }
    }

    /** Does a piece of work on a question; false if there is none. */
    boolean answerSome() {
        isFetchsTurn = finding.isEmpty() || (!isFetchsTurn && !fetching.isEmpty());
        return isFetchsTurn ? fetchSome() : findSome();
    }

    private boolean fetchSome() {
        Fetching first = fetching.peekFirst();
        if (first == null) {
            return false;
        }
        Inquiry.State state = first.inquiry.goOn();
        if (state != Inquiry.State.GOES_ON) {
            fetching.removeFirst();
        }
        if (state == Inquiry.State.WAITS) {
            await(first);
        }
        return true;
    }

    private boolean findSome() {
        Inquiry first = finding.peekFirst();
        if (first == null) {
            return false;
        }
        if (first.goOn() != Inquiry.State.GOES_ON) {
            finding.removeFirst();
        }
        return true;
    }

    private void await(Fetching fetch) {
        if (fetch.until - host.nanos() <= 0) {
            fetch.inquiry.endWaiting();
            return;
        }
        Fetching before = waiting.computeIfAbsent(fetch.journalKey, any -> new HashMap<>())
                .put(fetch.streamId, fetch);
        if (before != null) {
            // whoever asks a second time has given up the first question
            before.stopWaiting();
            before.inquiry.endWaiting();
        }
        fetch.end = timeline.at(fetch.until, () -> endWaiting(fetch));
    }

    private void endWaiting(Fetching fetch) {
        Map<String, Fetching> ofJournal = waiting.get(fetch.journalKey);
        if (ofJournal != null && ofJournal.remove(fetch.streamId, fetch) && ofJournal.isEmpty()) {
            waiting.remove(fetch.journalKey);
        }
        fetch.inquiry.endWaiting();
    }

    /** Notes that documents were appended to a journal, or that its data streams have changed. */
    void changed(String journalKey) {
        Map<String, Fetching> ofJournal = waiting.remove(journalKey);
        if (ofJournal != null) {
            for (Fetching fetch : ofJournal.values()) {
                fetch.stopWaiting();
                fetch.inquiry.lookAgain();
                fetching.addLast(fetch);
            }
            hasWork.run();
        }
    }
}
