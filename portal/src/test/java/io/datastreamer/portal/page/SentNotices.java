package io.datastreamer.portal.page;

import io.datastreamer.portal.TestPortal;
import java.time.Instant;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Writes sent notices as the portals' topic keeps them. */
final class SentNotices {
    private SentNotices() {}

    /**
     * Writes a notice about a stream called Alerting, to two addresses and a webhook.
     *
     * @param ofHook the webhook's result
     */
    static void tell(TestPortal portal, long organisation, int number, String kind, Instant at, String ofHook)
            throws Exception {
        String json = """
                {"number": %d, "at": "%s", "items": [{"id": 1, "kind": "%s", "stream_id": "alerts", "stream_name": "Alerting",
                  "target": "", "remote_status": 503, "pending": 7}], "more": 0, "targets": [
                  {"to": "alerts-team@example.org", "state": "SENT", "at": "%s"},
                  {"to": "on-call@example.org", "state": "SENT", "at": "%s"},
                  {"to": "webhook", "state": "%s", "at": "%s"%s}], "attempts": 1}
                """.formatted(
                        number,
                        at,
                        kind,
                        at,
                        at,
                        ofHook,
                        at,
                        ofHook.equals("SENT") ? "" : ", \"error\": \"HTTP 503: no room\"");
        portal.broker()
                .send(portal.topics() + "-portal", "notice/sent/" + organisation + "/" + number, json.getBytes(UTF_8));
    }
}
