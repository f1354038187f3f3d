package io.datastreamer.portal.api;

import io.datastreamer.connectors.secrets.SecretMembers;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.portal.store.StreamVersion;
import io.datastreamer.portal.web.FieldError;
import io.datastreamer.portal.web.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which streams are looked for: by a text that stands in what they are, and by how they are doing. */
final class StreamSearch {
    private static final int LONGEST = 200;

    private final String text;
    private final StreamStatus.@Nullable State state;
    private final StreamViews views;

    private StreamSearch(String text, StreamStatus.@Nullable State state, StreamViews views) {
        this.text = text;
        this.state = state;
        this.views = views;
    }

    /**
     * Takes the parameters of a request; each may be null.
     *
     * @param text of a name, id, organisation's id or place, whatever its case
     * @param state how the job says that they are doing
     * @throws Problem when one is not valid
     */
    static StreamSearch of(@Nullable String text, @Nullable String state, StreamViews views) throws Problem {
        if (text != null && text.length() > LONGEST) {
            throw Problem.invalid(List.of(new FieldError("q", "must be a text of at most 200 characters")));
        }
        StreamStatus.State wanted = null;
        if (state != null) {
            wanted = Arrays.stream(StreamStatus.State.values())
                    .filter(each -> each.name().equals(state))
                    .findFirst()
                    .orElseThrow(() -> Problem.invalid(List.of(new FieldError(
                            "status", "must be one of " + Arrays.toString(StreamStatus.State.values())))));
        }
        return new StreamSearch(text == null ? "" : text.strip().toLowerCase(Locale.ROOT), wanted, views);
    }

    boolean finds(StreamVersion version) {
        return (state == null || state == views.state(version)) && (text.isEmpty() || hasText(version.stream()));
    }

    // not the target, which is costly to find out: it is made of the settings that are no secrets
    private boolean hasText(StreamConfiguration stream) {
        if (isIn(stream.name()) || isIn(stream.id()) || isIn(String.valueOf(stream.organisationId()))) {
            return true;
        }
        List<String> secret = SecretMembers.of(stream.apiType());
        return UrlQuery.apart(stream).settings().members().entrySet().stream()
                .anyMatch(member ->
                        !secret.contains(member.getKey()) && member.getValue() instanceof String value && isIn(value));
    }

    private boolean isIn(String value) {
        return value.toLowerCase(Locale.ROOT).contains(text);
    }
}
