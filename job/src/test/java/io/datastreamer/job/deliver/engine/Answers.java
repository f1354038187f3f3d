package io.datastreamer.job.deliver.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.contract.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import static org.assertj.core.api.Assertions.assertThat;

/** Reads the answers that an engine has emitted. */
final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    /** The only answer to a question. */
    static JsonNode to(World world, String id) {
        JsonNode answer = orNull(world, id);
        assertThat(answer).as("answer to %s", id).isNotNull();
        return answer;
    }

    /** The same; null if there is none so far. */
    static @Nullable JsonNode orNull(World world, String id) {
        List<Answer> all =
                world.answers.stream().filter(answer -> answer.id().equals(id)).toList();
        assertThat(all).as("answers to %s", id).hasSizeLessThan(2);
        try {
            return all.isEmpty() ? null : JSON.readTree(all.get(0).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
