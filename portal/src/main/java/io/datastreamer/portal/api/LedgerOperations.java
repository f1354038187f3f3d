package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.contract.Question;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.portal.web.Problem;
import io.datastreamer.portal.web.Route;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletionException;
import static java.nio.charset.StandardCharsets.UTF_8;

/** The operation for the statement of what became of a data stream's documents, which the job makes. */
final class LedgerOperations {
    private static final List<String> COLUMNS = List.of(
            "record_kind",
            "hour",
            "produced",
            "delivered",
            "refused",
            "expired",
            "skipped",
            "pending",
            "id_sum",
            "id_xor");

    private final StreamOperations streams;
    private final JobAnswers job;
    private final Clock clock;
    private final Duration history;

    LedgerOperations(StreamOperations streams, JobAnswers job, Clock clock, Duration history) {
        this.streams = streams;
        this.job = job;
        this.clock = clock;
        this.history = history;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/streams/{id}/ledger", this::ledger));
    }

    private void ledger(Context request) throws Problem {
        StreamConfiguration stream = streams.find(request).stream();
        String format = Requests.oneOf(request, "format", List.of("json", "csv"));
        Instant now = clock.instant();
        Instant from = Requests.time(request, "from");
        Instant to = Requests.time(request, "to");
        Question.Ledger ask = new Question.Ledger(
                stream.id(),
                from == null ? now.minus(history).truncatedTo(ChronoUnit.DAYS) : from,
                to == null ? now.plus(1, ChronoUnit.DAYS) : to);
        if ("csv".equals(format)) {
            request.header("Content-Disposition", "attachment; filename=\"ledger.csv\"");
            job.ask(
                    request,
                    stream.organisationId(),
                    ask,
                    Duration.ZERO,
                    "text/csv; charset=utf-8",
                    LedgerOperations::csv);
        } else {
            job.ask(request, stream.organisationId(), ask, Duration.ZERO);
        }
    }

    /** The rows of a statement as CSV (RFC 4180); no value needs quotes. */
    private static byte[] csv(byte[] statement) {
        StringBuilder csv = new StringBuilder(String.join(",", COLUMNS)).append("\r\n");
        try {
            for (JsonNode row : StreamJson.JSON.readTree(statement).path("rows")) {
                csv.append(String.join(
                                ",",
                                COLUMNS.stream()
                                        .map(column -> row.path(column).isNull()
                                                ? ""
                                                : row.path(column).asText())
                                        .toList()))
                        .append("\r\n");
            }
        } catch (IOException e) {
            throw new CompletionException(Problem.of(502, "The job's answer cannot be read."));
        }
        return csv.toString().getBytes(UTF_8);
    }
}
