package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.portal.auth.Caller;
import io.datastreamer.portal.store.Activity;
import io.datastreamer.portal.store.ApiKey;
import io.datastreamer.portal.store.StreamStore;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of changes: a line of JSON for each change, under its own logger. It names members, but holds no value that a
 * customer chose.
 */
final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger("io.datastreamer.portal.audit");

    /** The role of operators. */
    static final String OPERATOR = "OPERATOR";

    private Audit() {}

    /**
     * Logs a change of a stream.
     *
     * @param action such as {@code create}
     * @param version the resulting version
     * @param members the changed members, such as {@code settings.url}; empty if the action says everything
     */
    static void tell(
            String action, Caller caller, StreamConfiguration stream, String version, Collection<String> members) {
        ObjectNode line = line(action, caller, stream.organisationId());
        line.put("stream_id", stream.id());
        line.put("version", version);
        if (!members.isEmpty()) {
            members.forEach(line.withArray("members")::add);
        }
        LOG.info("{}", line);
    }

    /** Logs that a key was created or revoked. */
    static void tell(String action, Caller caller, ApiKey key) {
        LOG.info("{}", line(action, caller, key.organisationId()).put("key_id", key.id()));
    }

    /** Logs a change of the organisation's, not of a stream. */
    static void tell(String action, Caller caller, long organisation, Collection<String> members) {
        ObjectNode line = line(action, caller, organisation);
        if (!members.isEmpty()) {
            members.forEach(line.withArray("members")::add);
        }
        LOG.info("{}", line);
    }

    /** The same change as the customer sees it, stored beside the stream. */
    static StreamStore.Author activity(String action, Caller caller, List<String> members) {
        return at -> new Activity(at, action, caller.subject(), role(caller), members);
    }

    private static ObjectNode line(String action, Caller caller, long organisation) {
        return StreamJson.JSON
                .createObjectNode()
                .put("action", action)
                .put("organisation_id", organisation)
                .put("subject", caller.subject())
                .put("role", role(caller));
    }

    private static String role(Caller caller) {
        return caller.isOperator() ? OPERATOR : "CUSTOMER";
    }
}
