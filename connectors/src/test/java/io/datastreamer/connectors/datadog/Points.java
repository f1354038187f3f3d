package io.datastreamer.connectors.datadog;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.datastreamer.connectors.conformance.Received;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Sums up the points in requests as DataDog does. */
public final class Points {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Points() {}

    /** A metric of a series in a second. */
    private record Place(String metric, String resources, String tags, long second) {}

    static String plain(Received request) {
        try (GZIPInputStream body = new GZIPInputStream(new ByteArrayInputStream(request.body()))) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sum of each metric over all remaining points: of two of one series and second the later one remains. */
    public static Map<String, BigDecimal> sumsOf(List<Received> requests) throws IOException {
        Map<Place, BigDecimal> kept = new HashMap<>();
        for (Received request : requests) {
            for (JsonNode series : JSON.readTree(plain(request)).get("series")) {
                for (JsonNode point : series.get("points")) {
                    Place place = new Place(
                            series.get("metric").asText(),
                            series.path("resources").toString(),
                            series.get("tags").toString(),
                            point.get("timestamp").asLong());
                    kept.put(place, point.get("value").decimalValue());
                }
            }
        }
        Map<String, BigDecimal> sums = new HashMap<>();
        kept.forEach((place, value) -> sums.merge(place.metric(), value, BigDecimal::add));
        return sums;
    }
}
