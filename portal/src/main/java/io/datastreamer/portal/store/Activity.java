package io.datastreamer.portal.store;

import java.time.Instant;
import java.util.List;

/**
 * A change of a data stream: who made it, and what it was. Names members and holds no value that a customer chose.
 *
 * @param at when
 * @param action such as {@code create}
 * @param subject whom the token, the session or the key named
 * @param role {@code CUSTOMER} or {@code OPERATOR}
 * @param members what was changed, such as {@code settings.url}; empty where the action says it all
 */
public record Activity(Instant at, String action, String subject, String role, List<String> members) {}
