package io.datastreamer.connectors.rest;

import io.datastreamer.connectors.conformance.IntegrationConformance;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answers of the customer's own HTTP server. */
abstract class RestConformance extends IntegrationConformance {
    static final String SIGNING_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final Pattern DOCUMENT = Pattern.compile("\\{\"id\":([0-9]+),");

    @Override
    protected Reply accepts() {
        return Reply.of(200, "thanks");
    }

    @Override
    protected Reply refusesContent() {
        return Reply.of(400, "one of these is wrong");
    }

    @Override
    protected Reply refusesConfiguration() {
        return Reply.of(401, "who are you?");
    }

    @Override
    protected List<Long> idsIn(Received request) {
        List<Long> ids = new ArrayList<>();
        Matcher document = DOCUMENT.matcher(request.text());
        while (document.find()) {
            ids.add(Long.valueOf(document.group(1)));
        }
        return ids;
    }
}
