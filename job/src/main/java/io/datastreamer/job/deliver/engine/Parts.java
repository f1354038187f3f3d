package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.Integrations;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.Phase;
import io.datastreamer.job.deliver.schedule.Budget;
import io.datastreamer.job.deliver.schedule.InFlight;
import io.datastreamer.job.deliver.schedule.ReadyLanes;
import io.datastreamer.job.deliver.schedule.Scheduler;
import io.datastreamer.job.deliver.status.Attempts;
import io.datastreamer.job.deliver.status.LaneCensus;
import io.datastreamer.job.deliver.status.StatusBoard;
import io.datastreamer.job.deliver.status.StatusReport;
import io.datastreamer.job.deliver.status.Tally;
import io.datastreamer.job.deliver.time.Backoff;
import io.datastreamer.job.deliver.time.Pace;
import io.datastreamer.job.deliver.time.Timeline;
import java.util.random.RandomGenerator;

/** Creates the parts of an {@link Engine} and connects them. */
final class Parts {
    final Journals journals;
    final Ledgers ledgers;
    final DataStreams streams;
    final Expiry expiry;
    final LaneCensus census;
    final Tally tally = new Tally();
    final StatusBoard statuses;
    final Attempts attempts;
    final Timeline timeline = new Timeline();
    final Pace pace;
    final Budget budget;
    final ReadyLanes ready = new ReadyLanes();
    final InFlight inFlight;
    final Scheduler scheduler;
    final NamedBatches named;
    final Rounds rounds;
    final Settling settling;
    final Completions completions;
    final Questions questions;

    /**
     * Creates them, with nothing to do yet.
     *
     * @param hasWork is called when there is something to do
     * @param wake does some of it; to be called in the engine's thread
     */
    Parts(
            Host host,
            DeliverOptions options,
            Integrations integrations,
            RandomGenerator random,
            Runnable hasWork,
            Runnable wake) {
        long retentionMs = options.retention().toMillis();
        long noticeMs = options.expiryNotice().toMillis();
        journals = new Journals(host, options);
        ledgers = new Ledgers(host, retentionMs);
        streams = new DataStreams(host, journals, integrations, ledgers, options);
        census = new LaneCensus(retentionMs, noticeMs, host.nanos());
        StatusReport report = new StatusReport(host::now, host::nanos, census, retentionMs, noticeMs);
        statuses = new StatusBoard(host::nanos, journals::select, report, host::emit);
        attempts = new Attempts(host::emit);
        pace = new Pace(options.requestsPerSecond(), host.nanos());
        budget = new Budget(options.maxRequests(), options.maxRequestBytes());
        inFlight = new InFlight(budget, ready);
        scheduler = new Scheduler(timeline, ready, budget, listener(census, hasWork));
        RoundReader reader = new RoundReader(host, streams, census, tally, retentionMs);
        expiry = new Expiry(host, journals, new Departing(streams, reader, ledgers), retentionMs);
        Departures departures = new Departures(host);
        named = new NamedBatches(host, streams, reader);
        Refusals refusals = new Refusals(host, departures, tally, options.bisectAfter());
        Sizing sizing = new Sizing(host, streams);
        ApartDocuments apart = new ApartDocuments(
                host, journals, streams, departures, refusals, attempts, tally, ledgers, retentionMs);
        rounds = new Rounds(host, journals, reader, named, departures, sizing, apart, pace);
        Backoff backoff = new Backoff(options.backoffInitial(), options.backoffMax(), random);
        Retries retries = new Retries(host, streams, attempts, backoff);
        settling = new Settling(
                host, streams, rounds, named, refusals, sizing, apart, reader, ledgers, attempts, tally, retries);
        completions = new Completions(host, wake);
        Fetches fetches = new Fetches(host, journals, streams, reader, ledgers, apart, attempts, statuses, tally);
        Finds finds = new Finds(host, journals, streams, apart, rounds, scheduler);
        Questions.Statements statements = (journalKey, question, ask) ->
                new LedgerInquiry(host, journals, streams, reader, ledgers, retentionMs, journalKey, question, ask);
        questions = new Questions(host, timeline, fetches, finds, statements, hasWork);
    }

    private static Scheduler.Listener listener(LaneCensus census, Runnable hasWork) {
        return new Scheduler.Listener() {
            @Override
            public void moved(Lane lane, Phase before) {
                census.moved(lane, before);
            }

            @Override
            public void hasWork() {
                hasWork.run();
            }
        };
    }
}
