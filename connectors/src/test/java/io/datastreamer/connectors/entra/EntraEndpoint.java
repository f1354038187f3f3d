package io.datastreamer.connectors.entra;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.oauth.TrustedIssuer;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;

/**
 * A token endpoint that follows Microsoft's documents on {@code login.microsoftonline.com}: it gives tokens to an
 * application that has a federated identity credential for {@link TrustedIssuer} and one organisation.
 */
public final class EntraEndpoint implements AutoCloseable {
    public static final String TENANT = "11111111-2222-3333-4444-555555555555";
    public static final String CLIENT = "66666666-7777-8888-9999-aaaaaaaaaaaa";
    /** The settings that name the application. */
    public static final Map<String, String> SETTINGS = Map.of("tenant_id", TENANT, "client_id", CLIENT);
    /** The organisation of the tests' data streams. */
    private static final String SUBJECT = "org-7";

    private final JsonMapper json = new JsonMapper();
    private final Receiver receiver =
            new Receiver((request, wire) -> answer(request).to(request, wire));
    private final List<String> scopes = new CopyOnWriteArrayList<>();
    private final IntFunction<String> tokens;

    /** Gives tokens {@code token.1}, {@code token.2} and so on. */
    public EntraEndpoint() {
        this(number -> "token." + number);
    }

    /** Gives these tokens, which are numbered from 1. */
    public EntraEndpoint(IntFunction<String> tokens) {
        this.tokens = tokens;
    }

    /** Its address. */
    public String url() {
        return receiver.url("");
    }

    /** The scope of each token that it has given. */
    public List<String> scopes() {
        return scopes;
    }

    private Reply answer(Received request) {
        try {
            Map<String, String> form = TrustedIssuer.form(request);
            if (!request.line().equals("POST /" + TENANT + "/oauth2/v2.0/token HTTP/1.1")) {
                return refused("invalid_request", "AADSTS90002: Tenant not found.");
            }
            if (!CLIENT.equals(form.getOrDefault("client_id", ""))) {
                return refused("unauthorized_client", "AADSTS700016: Application was not found in the directory.");
            }
            if (form.size() != 5
                    || !form.getOrDefault("grant_type", "").equals("client_credentials")
                    || !form.getOrDefault("client_assertion_type", "")
                            .equals("urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                    || !form.getOrDefault("scope", "").endsWith("/.default")) {
                return refused("invalid_request", "AADSTS900144: The request body is not as it has to be.");
            }
            String subject =
                    TrustedIssuer.subject(form.getOrDefault("client_assertion", ""), "api://AzureADTokenExchange");
            if (!SUBJECT.equals(subject)) {
                return refused(
                        "invalid_client",
                        "AADSTS70021: No matching federated identity record found for presented assertion. Assertion"
                                + " Subject: '" + subject + "'.");
            }
            scopes.add(form.getOrDefault("scope", ""));
            return Reply.of(
                    200,
                    json.createObjectNode()
                            .put("token_type", "Bearer")
                            .put("expires_in", 3599)
                            .put("ext_expires_in", 3599)
                            .put("access_token", tokens.apply(scopes.size()))
                            .toString());
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return refused("invalid_request", e.toString());
        }
    }

    private Reply refused(String error, String description) {
        return Reply.of(
                error.equals("invalid_client") ? 401 : 400,
                json.createObjectNode()
                        .put("error", error)
                        .put("error_description", description)
                        .toString());
    }

    @Override
    public void close() {
        receiver.close();
    }
}
