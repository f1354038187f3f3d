package io.datastreamer.portal.store;

import java.time.Instant;
import java.util.List;

/**
 * A change of a data stream: who made it and what it was. It names members, but holds no value that a customer chose.
 *
 * @param at when it was made
 * @param action such as {@code create}
 * @param subject the name in the token, session or key
 * @param role {@code CUSTOMER} or {@code OPERATOR}
 * @param members the changed members, such as {@code settings.url}; empty if the action says everything
 */
public record Activity(Instant at, String action, String subject, String role, List<String> members) {}
