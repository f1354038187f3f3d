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

/** Finds streams by a text in their properties, and by their state. */
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
     * Reads the parameters of a request; each may be null.
     *
     * @param text part of a name, id, organisation's id or place, in any case
     * @param state the state that the job reports
     * @throws Problem when one is invalid
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

    // searches the settings that are not secrets, because the target is made of them and costly to compute
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
