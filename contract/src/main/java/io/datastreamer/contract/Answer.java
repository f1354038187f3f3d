package io.datastreamer.contract;

/**
 * What the job has found out for a {@link Question}.
 *
 * @param asker who asked
 * @param id of the question
 * @param body a JSON object: what was asked for, or a member {@code problem} with {@code status}, an HTTP status, and
 *     {@code detail}, for people to read
 */
public record Answer(String asker, String id, byte[] body) {
    /** The member of a body that says why there is nothing else in it. */
    public static final String PROBLEM = "problem";

    /** Says why there is no other answer. */
    public static Answer problem(Question question, int status, String detail) {
        byte[] body = Json.write(json -> {
            json.writeObjectFieldStart(PROBLEM);
            json.writeNumberField("status", status);
            json.writeStringField("detail", detail);
            json.writeEndObject();
        });
        return new Answer(question.asker(), question.id(), body);
    }

    /** What answers to a question are known by, in their topic's keys. */
    public static String key(String asker, String id) {
        return asker + "/" + id;
    }

    /** The key of this one. */
    public String key() {
        return key(asker, id);
    }
}
