package io.datastreamer.portal.api;

import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.portal.auth.ApiKeys;
import io.datastreamer.portal.config.PortalSettings;
import io.datastreamer.portal.notices.NoticeSender;
import io.datastreamer.portal.store.Attempts;
import io.datastreamer.portal.store.HourCounters;
import io.datastreamer.portal.store.JobQuestions;
import io.datastreamer.portal.store.Statuses;
import io.datastreamer.portal.store.StreamStore;
import io.datastreamer.portal.web.Access;
import io.datastreamer.portal.web.Metrics;
import io.datastreamer.portal.web.Route;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates all operations of the API that {@code openapi.yaml} describes. */
public final class Api {
    private Api() {}

    /** Returns the operations, connected to the stores that they use. */
    public static List<Route> routes(
            PortalSettings settings,
            StreamStore store,
            Statuses statuses,
            Attempts attempts,
            HourCounters counters,
            Watchers watchers,
            @Nullable JobQuestions questions,
            HttpTransport transport,
            Integrations integrations,
            Access access,
            ApiKeys keys,
            Metrics metrics,
            NoticeSender notices,
            Clock clock) {
        PortalSettings.Limits limits = settings.limits();
        // customers send secrets in clear
        Integrations forDrafts =
                Integrations.standard(transport, settings.operator().withSecrets(settings.draftSecrets()));
        StreamViews views = new StreamViews(store, statuses, integrations);
        SettingsRules rules = new SettingsRules(forDrafts, transport);
        StreamDraft drafts = new StreamDraft(rules, questions != null);
        SecretSealer sealer = new SecretSealer(settings.draftSecrets(), settings.encrypts());
        StreamOperations streams = new StreamOperations(store, views, drafts, sealer, clock, limits.streams());
        List<Route> routes = new ArrayList<>(streams.routes());
        routes.addAll(new TestDeliveries(
                        integrations, forDrafts, streams, clock, limits.testTimeout(), limits.testsPerMinute())
                .routes());
        SigningOperations signing = new SigningOperations(streams, views, settings.draftSecrets(), sealer, clock);
        routes.addAll(signing.routes());
        routes.addAll(new NoticeOperations(
                        streams,
                        store,
                        new NoticeDraft(rules, sealer, notices.hasMail()),
                        signing,
                        notices,
                        clock,
                        limits.testsPerMinute())
                .routes());
        routes.addAll(new AttemptOperations(streams, attempts, counters, new ExchangeJson(settings.bodies()), clock)
                .routes());
        routes.addAll(new LookupOperations(
                        integrations,
                        limits.streams(),
                        settings.historyRetention(),
                        questions != null,
                        settings.docsUrl())
                .routes());
        routes.addAll(new ChangeOperations(streams, watchers, views, keys, clock).routes());
        JobAnswers job = new JobAnswers(questions);
        routes.addAll(new DocumentOperations(streams, job, clock, settings.historyRetention()).routes());
        routes.addAll(new LedgerOperations(streams, job, clock, settings.historyRetention()).routes());
        routes.addAll(new KeyOperations(streams, store, clock).routes());
        routes.addAll(new SessionOperations(access).routes());
        routes.addAll(new HealthOperations(store, statuses, metrics, clock).routes());
        return routes;
    }
}
