package io.datastreamer.connectors.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.oauth.TrustedIssuer;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Token services that follow Google's documents on {@code sts.googleapis.com} and {@code
 * iamcredentials.googleapis.com}: a pool that trusts {@link TrustedIssuer} and lets in only one organisation. Tokens
 * are {@code ya29.d.1} of the pool and {@code ya29.c.2} of the service account, with other numbers each time.
 */
public final class GoogleFederation {
    public static final String PROVIDER =
            "projects/123456789012/locations/global/workloadIdentityPools/sim-data/providers/streamer";
    /** A service account that the principal may act for. */
    public static final String ACCOUNT = "sim-data@example-project.iam.gserviceaccount.com";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String principal;
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final List<String> given = new CopyOnWriteArrayList<>();
    private final List<String> scopes = new CopyOnWriteArrayList<>();

    /** Lets in this organisation. */
    GoogleFederation(String principal) {
        this.principal = principal;
    }

    /** The operator's signed tokens that it was sent. */
    public List<String> shown() {
        return shown;
    }

    /** The tokens that it has given, in order. */
    public List<String> given() {
        return given;
    }

    /** The scope of each of them. */
    public List<String> scopes() {
        return scopes;
    }

    Reply answer(Received request) {
        try {
            return switch (request.line()) {
                case "POST /v1/token HTTP/1.1" -> exchange(TrustedIssuer.form(request));
                case "POST /v1/projects/-/serviceAccounts/" + ACCOUNT + ":generateAccessToken HTTP/1.1" ->
                    ofTheAccount(request);
                default -> error(403, "PERMISSION_DENIED", "Permission 'iam.serviceAccounts.getAccessToken' denied");
            };
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return refused("invalid_request", e.toString());
        }
    }

    private Reply exchange(Map<String, String> form) throws GeneralSecurityException, IOException {
        Map<String, String> rest = Map.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                "audience", "//iam.googleapis.com/" + PROVIDER,
                "requested_token_type", "urn:ietf:params:oauth:token-type:access_token",
                "subject_token_type", "urn:ietf:params:oauth:token-type:jwt");
        if (!form.entrySet().containsAll(rest.entrySet()) || form.size() != rest.size() + 2) {
            return refused("invalid_target", "The target service indicated by the \"audience\" parameters is invalid.");
        }
        shown.add(form.getOrDefault("subject_token", ""));
        String subject =
                TrustedIssuer.subject(form.getOrDefault("subject_token", ""), "https://iam.googleapis.com/" + PROVIDER);
        if (subject == null) {
            return refused("invalid_grant", "The signature of the token is invalid.");
        }
        if (!subject.equals(principal)) {
            return refused(
                    "unauthorized_client", "The given credential is rejected by the attribute condition: " + subject);
        }
        String token = next("ya29.d.", form.getOrDefault("scope", ""));
        return Reply.of(
                200,
                "{\"access_token\":\"" + token
                        + "\",\"issued_token_type\":\"urn:ietf:params:oauth:token-type:access_token\","
                        + "\"token_type\":\"Bearer\",\"expires_in\":3599}");
    }

    private Reply ofTheAccount(Received request) throws IOException {
        String shown = request.headers().getOrDefault("authorization", "");
        if (!shown.equals("Bearer " + given.get(given.size() - 1))
                || !scopes.get(scopes.size() - 1).equals("https://www.googleapis.com/auth/iam")) {
            return error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials: " + shown);
        }
        JsonNode body = JSON.readTree(request.body());
        if (!body.get("lifetime").asText().equals("3600s") || body.get("scope").size() != 1) {
            return error(400, "INVALID_ARGUMENT", "Invalid value.");
        }
        String token = next("ya29.c.", body.at("/scope/0").asText());
        return Reply.of(200, "{\"accessToken\":\"" + token + "\",\"expireTime\":\"2030-01-01T00:00:00Z\"}");
    }

    private String next(String kind, String scope) {
        String token = kind + (given.size() + 1);
        scopes.add(scope);
        given.add(token);
        return token;
    }

    private static Reply refused(String error, String description) {
        return Reply.of(400, JSON.createObjectNode().put("error", error).put("error_description", description) + "");
    }

    private static Reply error(int status, String name, String message) {
        return Reply.of(
                status,
                "{\"error\":{\"code\":%d,\"message\":\"%s\",\"status\":\"%s\"}}".formatted(status, message, name));
    }
}
