package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.secrets.SecretMembers;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsFault;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.portal.web.JsonBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Validates settings from outside: the integration's own rules apply, a secret must be a text and may only go to the
 * place that it was given for, and the address must be one that may be dialled.
 */
final class SettingsRules {
    /** Ports that browsers block, because another protocol there could misread the request (Fetch, 2.9). */
    private static final Set<Integer> OTHER_PROTOCOLS = Set.of(
            1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
            109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
            526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
            3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080);

    /** Members that are URLs with any port. */
    private static final Set<String> ADDRESSES = Set.of("url", "endpoint");

    static final String SETTINGS = "settings";
    static final String HEADERS = "headers";

    private final Integrations integrations;
    private final HttpTransport transport;

    /** @param integrations accept secrets in clear, too */
    SettingsRules(Integrations integrations, HttpTransport transport) {
        this.integrations = integrations;
        this.transport = transport;
    }

    /**
     * Notes secrets that are not texts, and returns their names. An encrypted secret is an object; from outside only
     * texts are accepted, so that nobody can put an encrypted secret elsewhere.
     */
    private static Set<String> oddSecrets(JsonBody body, ApiType type, JsonNode settings) {
        Set<String> odd = new TreeSet<>();
        for (String member : SecretMembers.of(type)) {
            JsonNode value = settings.path(member);
            String reason = null;
            if (member.equals(HEADERS) && value.isObject()) {
                for (Map.Entry<String, JsonNode> header : value.properties()) {
                    boolean isText =
                            header.getValue().isTextual() || header.getValue().isNull();
                    if (!isText || header.getKey().equals("encrypted")) {
                        reason = header.getKey() + (isText ? ": is not possible as a name" : ": must be a text");
                    }
                }
            } else if (!value.isTextual() && !value.isNull() && !value.isMissingNode()) {
                reason = member.equals(HEADERS) ? "must be an object" : "must be a text";
            }
            if (reason != null) {
                odd.add(member);
                body.wrong(SETTINGS + "." + member, reason);
            }
        }
        return odd;
    }

    private static StreamConfiguration without(StreamConfiguration stream, Set<String> members) {
        if (members.isEmpty()) {
            return stream;
        }
        Map<String, Object> rest = new LinkedHashMap<>(stream.settings().members());
        rest.keySet().removeAll(members);
        return stream.withSettings(new Settings(rest));
    }

    /**
     * Notes secrets that are kept although the place changes. Whoever changes the place must know its secrets;
     * otherwise the secrets could be sent to a place of somebody else's choice.
     *
     * @param patch the settings in the request
     */
    void requireSecretsAgain(JsonBody body, StreamConfiguration current, Settings next, JsonNode patch) {
        List<String> changed = integrations.changedTarget(current.apiType(), current.settings(), next);
        if (changed.isEmpty()) {
            return;
        }
        for (String member : SecretMembers.of(current.apiType())) {
            Object kept = next.get(member);
            boolean isKept = kept != null && !patch.has(member);
            if (member.equals(HEADERS) && kept instanceof Map<?, ?> headers && patch.has(HEADERS)) {
                isKept = !headers.keySet().stream()
                        .allMatch(name -> patch.get(HEADERS).has((String) name));
            }
            if (isKept) {
                body.wrong(
                        SETTINGS + "." + member,
                        "has to be given again, or taken away with null, since "
                                + String.join(" and ", changed)
                                + " changes: a secret goes to no other place than the one that it was given for");
            }
        }
    }

    /**
     * Notes all errors in a stream's settings.
     *
     * @param draft the stream, with new secrets in clear
     * @param sent the settings in the request
     */
    void check(JsonBody body, StreamConfiguration draft, JsonNode sent) {
        StreamConfiguration sound = without(draft, oddSecrets(body, draft.apiType(), sent));
        List<SettingsFault> faults = integrations.faults(sound);
        for (SettingsFault fault : faults) {
            boolean ofTheStream =
                    fault.member().equals("stream_type") || fault.member().equals("api_type");
            body.wrong(ofTheStream ? fault.member() : SETTINGS + "." + fault.member(), fault.reason());
        }
        if (faults.isEmpty()) {
            checkAddress(body, sound, sent);
        }
    }

    private void checkAddress(JsonBody body, StreamConfiguration draft, JsonNode sent) {
        try (Client client = integrations.open(draft)) {
            Map<String, List<String>> hosts = client.chosenHosts();
            boolean isAllowed = true;
            for (Map.Entry<String, List<String>> named : hosts.entrySet()) {
                String refusal = firstRefusal(named.getValue());
                if (refusal != null) {
                    isAllowed = false;
                    body.wrong(SETTINGS + "." + named.getKey(), "leads to an address that is not allowed: " + refusal);
                }
            }
            for (String address : ADDRESSES) {
                if (isAllowed && sent.has(address) && hosts.containsKey(address)) {
                    checkPort(body, address, client.receiver());
                }
            }
        } catch (SettingsException e) {
            body.wrong(SETTINGS, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable String firstRefusal(List<String> hosts) {
        return hosts.stream()
                .map(transport::refusal)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static void checkPort(JsonBody body, String member, String receiver) {
        int port = Integer.parseInt(receiver.substring(receiver.lastIndexOf(':') + 1));
        if (OTHER_PROTOCOLS.contains(port)) {
            body.wrong(
                    SETTINGS + "." + member, "has the port " + port + ", which belongs to another protocol than HTTP");
        }
    }
}
