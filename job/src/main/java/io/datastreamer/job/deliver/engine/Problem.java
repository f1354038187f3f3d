package io.datastreamer.job.deliver.engine;

import io.datastreamer.contract.Answer;
import io.datastreamer.contract.Question;

/** Why a question gets an error as its answer: HTTP statuses, which portals pass on. */
enum Problem {
    BAD_REQUEST(400),
    NOT_FOUND(404),
    CONFLICT(409),
    GONE(410),
    BUSY(503);

    private final int status;

    Problem(int status) {
        this.status = status;
    }

    /**
     * Answers a question with this error.
     *
     * @param detail for people to read
     */
    void tell(Host host, Question question, String detail) {
        host.emit(Answer.problem(question, status, detail));
    }
}
