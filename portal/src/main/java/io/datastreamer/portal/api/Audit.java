package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.portal.auth.Caller;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who changed what: a line of JSON in the log for each change, under a logger of its own. Names members, and holds no
 * value that a customer chose.
 */
final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger("io.datastreamer.portal.audit");

    private Audit() {}

    /**
     * Tells of a change.
     *
     * @param action such as {@code create}
     * @param version the version that came of it
     * @param members what was changed, such as {@code settings.url}; empty where the action says it all
     */
    static void tell(
            String action, Caller caller, StreamConfiguration stream, String version, Collection<String> members) {
        ObjectNode line = StreamJson.JSON.createObjectNode();
        line.put("action", action);
        line.put("stream_id", stream.id());
        line.put("organisation_id", stream.organisationId());
        line.put("subject", caller.subject());
        line.put("role", caller.isOperator() ? "OPERATOR" : "CUSTOMER");
        line.put("version", version);
        if (!members.isEmpty()) {
            members.forEach(line.withArray("members")::add);
        }
        LOG.info("{}", line);
    }
}
