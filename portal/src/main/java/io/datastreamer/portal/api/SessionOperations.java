package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.portal.auth.Caller;
import io.datastreamer.portal.web.Access;
import io.datastreamer.portal.web.JsonBody;
import io.datastreamer.portal.web.Problem;
import io.datastreamer.portal.web.Route;
import io.javalin.http.Context;
import java.util.List;

/** The operations on sessions: logging in and out, and showing who is logged in. */
final class SessionOperations {
    private static final int LONGEST_CODE = 200;
    /** A cookie may have 4096 bytes, including its name and attributes. */
    private static final int LONGEST_TOKEN = 4000;

    private final Access access;

    SessionOperations(Access access) {
        this.access = access;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/session", request -> answer(request, Access.caller(request))),
                Route.post("/api/v1/session", this::logIn).by(Route.Access.OWN_PAGE),
                Route.delete("/api/v1/session", this::logOut));
    }

    private void logIn(Context request) throws Problem {
        JsonBody body = Requests.body(request);
        String code = body.text("code", LONGEST_CODE);
        String token = body.text("token", LONGEST_TOKEN);
        if (body.isSound() && (code == null) == (token == null)) {
            body.wrong(code == null ? "code" : "token", "give a code or a token");
        }
        body.finish();
        answer(
                request,
                code == null ? access.logInByToken(request, String.valueOf(token)) : access.logInByCode(request, code));
    }

    private void logOut(Context request) {
        access.logOut(request);
        request.status(204);
    }

    private static void answer(Context request, Caller caller) {
        ObjectNode json = StreamJson.JSON.createObjectNode();
        json.put("subject", caller.subject());
        json.put("organisation_id", caller.organisationId());
        json.put("role", caller.isOperator() ? "OPERATOR" : "CUSTOMER");
        StreamJson.putTime(json, "expires_at", caller.expiresAt());
        Requests.answer(request, 200, json);
    }
}
