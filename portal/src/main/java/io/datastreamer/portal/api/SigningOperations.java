package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.secrets.SecretMembers;
import io.datastreamer.connectors.secrets.StreamSecrets;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.portal.store.StreamVersion;
import io.datastreamer.portal.web.FieldError;
import io.datastreamer.portal.web.JsonBody;
import io.datastreamer.portal.web.Problem;
import io.datastreamer.portal.web.Route;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Creates the secret that signs a stream's requests, shows it once, and lets the previous one sign for a while longer.
 */
final class SigningOperations {
    private static final String MEMBER = "signing_secret";
    private static final long OVERLAP_HOURS = 24;
    private static final long MOST_HOURS = 168;

    private final StreamOperations streams;
    private final StreamViews views;
    private final StreamSecrets secrets;
    private final SecretSealer sealer;
    private final Clock clock;

    /** @param secrets read encrypted secrets and those in clear */
    SigningOperations(
            StreamOperations streams, StreamViews views, StreamSecrets secrets, SecretSealer sealer, Clock clock) {
        this.streams = streams;
        this.views = views;
        this.secrets = secrets;
        this.sealer = sealer;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(Route.post("/api/v1/streams/{id}/signing-secret", this::rotate));
    }

    /**
     * A request for a new secret.
     *
     * @param overlap how long earlier secrets still sign
     */
    record Wish(SigningSecrets.Algorithm algorithm, Duration overlap) {}

    /** Reads the request for a secret; its errors are noted in the body. */
    static Wish wish(JsonBody body) {
        SigningSecrets.Algorithm chosen = body.choice("algorithm", SigningSecrets.Algorithm.class);
        Long hours = body.integer("overlap_hours");
        if (hours != null && (hours < 0 || hours > MOST_HOURS)) {
            body.wrong("overlap_hours", "must be an integer from 0 to " + MOST_HOURS);
        }
        return new Wish(
                chosen == null ? SigningSecrets.Algorithm.HMAC : chosen,
                Duration.ofHours(hours == null ? OVERLAP_HOURS : hours));
    }

    private void rotate(Context request) throws Problem {
        JsonBody body = Requests.body(request);
        Wish wish = wish(body);
        StreamConfiguration found = streams.find(request).stream();
        if (!SecretMembers.of(found.apiType()).contains(MEMBER)) {
            body.wrong("algorithm", "there is no such setting for " + found.apiType());
        }
        body.finish();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant until = wish.overlap().isZero() ? null : now.plus(wish.overlap());
        SigningSecrets.Made made = SigningSecrets.make(wish.algorithm());
        StreamVersion version =
                streams.write(request, "signing secret", stream -> withSecret(stream, made.secret(), now, until));
        ObjectNode json = json(wish.algorithm(), made, current(found) == null ? null : until);
        json.set("stream", views.of(version));
        request.header("ETag", version.etag());
        Requests.answer(request, 200, json);
    }

    /**
     * The only view of a new secret.
     *
     * @param beforeUntil until when the previous one signs; null if there is none
     */
    static ObjectNode json(
            SigningSecrets.Algorithm algorithm, SigningSecrets.Made made, @Nullable Instant beforeUntil) {
        ObjectNode json = StreamJson.JSON.createObjectNode();
        json.put("algorithm", algorithm.name());
        json.put("secret", made.publicKey() == null ? made.secret() : null);
        json.put("public_key", made.publicKey());
        StreamJson.putTime(json, "before_until", beforeUntil);
        return json;
    }

    /** The same stream with a new secret; earlier ones sign beside it until this time. */
    StreamConfiguration withSecret(StreamConfiguration stream, String made, Instant now, @Nullable Instant until)
            throws Problem {
        Map<String, Object> members = new LinkedHashMap<>(stream.settings().members());
        String text = SigningSecrets.rotated(made, current(stream), now, until);
        members.put(MEMBER, text);
        return sealer.sealed(stream.withSettings(new Settings(members)), new Settings(Map.of(MEMBER, text)));
    }

    /** The current text, in clear; null if there is none. */
    @Nullable
    String current(StreamConfiguration stream) throws Problem {
        Object value = stream.settings().get(MEMBER);
        if (value == null) {
            return null;
        }
        try {
            StreamConfiguration only = stream.withSettings(new Settings(Map.of(MEMBER, value)));
            return secrets.decrypted(only).get(MEMBER) instanceof String text && !text.isBlank() ? text : null;
        } catch (SettingsException e) {
            throw Problem.invalid(
                    List.of(new FieldError("settings." + MEMBER, "cannot be read any more: set it anew")));
        }
    }
}
