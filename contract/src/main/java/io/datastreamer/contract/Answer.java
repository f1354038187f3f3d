package io.datastreamer.contract;

/**
 * The job's answer to a {@link Question}.
 *
 * @param asker who asked
 * @param id of the question
 * @param body a JSON object: what was asked for, or a member {@code problem} with {@code status}, an HTTP status, and
 *     {@code detail}, for people to read
 */
public record Answer(String asker, String id, byte[] body) {
    /** The member of a body that says why there is nothing else in it. */
    public static final String PROBLEM = "problem";

    /** An answer that only says why there is no other. */
    public static Answer problem(Question question, int status, String detail) {
        byte[] body = Json.write(json -> {
            json.writeObjectFieldStart(PROBLEM);
            json.writeNumberField("status", status);
            json.writeStringField("detail", detail);
            json.writeEndObject();
        });
        return new Answer(question.asker(), question.id(), body);
    }

    /** The key of the answers to a question in their topic. */
    public static String key(String asker, String id) {
        return asker + "/" + id;
    }

    /** The key of this answer. */
    public String key() {
        return key(asker, id);
    }
}
