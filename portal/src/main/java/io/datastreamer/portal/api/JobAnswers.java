package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.contract.Answer;
import io.datastreamer.contract.Question;
import io.datastreamer.portal.store.JobQuestions;
import io.datastreamer.portal.store.UnavailableException;
import io.datastreamer.portal.web.Problem;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.US_ASCII;

/** Answers requests by asking the job. */
final class JobAnswers {
    private static final byte[] PROBLEM = ("{\"" + Answer.PROBLEM + "\":").getBytes(US_ASCII);

    private final @Nullable JobQuestions questions;

    /** @param questions asks the job; null if the operator has set no topics for that */
    JobAnswers(@Nullable JobQuestions questions) {
        this.questions = questions;
    }

    /** Asks the job, and answers the request with the job's body. */
    void ask(Context request, long organisation, Question.Ask ask, Duration wait) throws Problem {
        ask(request, organisation, ask, wait, "application/json", body -> body);
    }

    /**
     * The same, with a converted body.
     *
     * @param type the answer's media type
     * @param form converts the job's body
     */
    void ask(
            Context request,
            long organisation,
            Question.Ask ask,
            Duration wait,
            String type,
            UnaryOperator<byte[]> form)
            throws Problem {
        if (questions == null) {
            throw Problem.of(
                    409,
                    "Documents cannot be fetched, looked for or counted here: the operator has not set --questions and"
                            + " --answers.");
        }
        if (request.method().equals(HandlerType.HEAD)) {
            request.contentType(type);
            return;
        }
        try {
            var answer = questions.ask(organisation, ask, wait);
            request.future(() -> answer.handle((body, failure) -> {
                write(request, type, form, body, failure);
                return null;
            }));
        } catch (UnavailableException e) {
            throw Requests.unavailable(e);
        }
    }

    private static void write(
            Context request,
            String type,
            UnaryOperator<byte[]> form,
            byte @Nullable [] body,
            @Nullable Throwable failure) {
        if (body == null) {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof UnavailableException unavailable) {
                throw new CompletionException(Requests.unavailable(unavailable));
            }
            throw cause instanceof TimeoutException
                    ? new CompletionException(Problem.later(503, "The job does not answer.", 5))
                    : new CompletionException(cause);
        }
        if (isProblem(body)) {
            throw new CompletionException(problem(body));
        }
        request.contentType(type);
        request.result(form.apply(body));
    }

    private static boolean isProblem(byte[] body) {
        if (body.length < PROBLEM.length) {
            return false;
        }
        for (int i = 0; i < PROBLEM.length; i++) {
            if (body[i] != PROBLEM[i]) {
                return false;
            }
        }
        return true;
    }

    private static Problem problem(byte[] body) {
        try {
            JsonNode problem = StreamJson.JSON.readTree(body).path(Answer.PROBLEM);
            String detail = problem.path("detail").asText();
            String sentence = detail.isEmpty() ? "" : Character.toUpperCase(detail.charAt(0)) + detail.substring(1);
            int status = problem.path("status").asInt();
            return status == 503
                    ? Problem.later(status, sentence + ".", 1)
                    : Problem.of(status == 0 ? 502 : status, sentence + ".");
        } catch (IOException e) {
            return Problem.of(502, "The job's answer cannot be read.");
        }
    }
}
