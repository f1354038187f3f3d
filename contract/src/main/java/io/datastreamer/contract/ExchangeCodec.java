package io.datastreamer.contract;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.contract.Exchange.Header;
import io.datastreamer.contract.Exchange.Request;
import io.datastreamer.contract.Exchange.Response;
import io.datastreamer.contract.Exchange.Timing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes the members {@code request}, {@code response} and {@code timing_ms} of a delivery attempt. */
final class ExchangeCodec {
    private ExchangeCodec() {}

    static void write(JsonGenerator json, @Nullable Exchange exchange) throws IOException {
        if (exchange == null) {
            json.writeNullField("request");
            json.writeNullField("response");
            json.writeNullField("timing_ms");
            return;
        }
        Request request = exchange.request();
        json.writeObjectFieldStart("request");
        json.writeStringField("line", request.line());
        writeHeaders(json, request.headers());
        json.writeNumberField("body_bytes", request.bodyBytes());
        writeBody(json, request.truncated(), request.bodySealed());
        json.writeEndObject();
        Response response = exchange.response();
        if (response == null) {
            json.writeNullField("response");
        } else {
            json.writeObjectFieldStart("response");
            json.writeNumberField("status", response.status());
            writeHeaders(json, response.headers());
            writeBody(json, response.truncated(), response.bodySealed());
            json.writeEndObject();
        }
        Timing timing = exchange.timing();
        json.writeObjectFieldStart("timing_ms");
        Json.writeLong(json, "name", timing.name());
        Json.writeLong(json, "connect", timing.connect());
        Json.writeLong(json, "tls", timing.tls());
        Json.writeLong(json, "first_byte", timing.firstByte());
        json.writeNumberField("end", timing.end());
        json.writeEndObject();
    }

    private static void writeBody(JsonGenerator json, boolean truncated, @Nullable String sealed) throws IOException {
        json.writeBooleanField("truncated", truncated);
        Json.writeString(json, "body_sealed", sealed);
    }

    private static void writeHeaders(JsonGenerator json, List<Header> headers) throws IOException {
        json.writeArrayFieldStart("headers");
        for (Header header : headers) {
            json.writeStartObject();
            json.writeStringField("name", header.name());
            json.writeStringField("value", header.value());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static @Nullable Exchange read(JsonNode attempt) throws ContractException {
        JsonNode request = optionalObject(attempt, "request");
        JsonNode response = optionalObject(attempt, "response");
        JsonNode timing = optionalObject(attempt, "timing_ms");
        if (request == null) {
            return null;
        }
        return new Exchange(
                new Request(
                        Json.requiredString(request, "line"),
                        readHeaders(request),
                        Json.requiredLong(request, "body_bytes"),
                        Json.optionalBoolean(request, "truncated"),
                        Json.optionalString(request, "body_sealed")),
                response == null
                        ? null
                        : new Response(
                                Json.optionalInt(response, "status", 0),
                                readHeaders(response),
                                Json.optionalBoolean(response, "truncated"),
                                Json.optionalString(response, "body_sealed")),
                timing == null
                        ? new Timing(null, null, null, null, 0)
                        : new Timing(
                                Json.optionalLong(timing, "name"),
                                Json.optionalLong(timing, "connect"),
                                Json.optionalLong(timing, "tls"),
                                Json.optionalLong(timing, "first_byte"),
                                Json.requiredLong(timing, "end")));
    }

    private static @Nullable JsonNode optionalObject(JsonNode parent, String member) throws ContractException {
        JsonNode value = Json.optional(parent, member);
        if (value != null && !value.isObject()) {
            throw Json.wrong(member, value, "an object");
        }
        return value;
    }

    private static List<Header> readHeaders(JsonNode parent) throws ContractException {
        JsonNode array = Json.required(parent, "headers");
        if (!array.isArray()) {
            throw Json.wrong("headers", array, "an array");
        }
        List<Header> headers = new ArrayList<>();
        for (JsonNode header : array) {
            if (!header.isObject()) {
                throw Json.wrong("headers", header, "an array of objects");
            }
            headers.add(new Header(Json.requiredString(header, "name"), Json.requiredString(header, "value")));
        }
        return headers;
    }
}
