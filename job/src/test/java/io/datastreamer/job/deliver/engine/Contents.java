package io.datastreamer.job.deliver.engine;

import io.datastreamer.contract.Filters;
import io.datastreamer.contract.Iccids;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.Severity;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The content of a document of a {@link Simulation} that filters look at. It is derived from the document's id, so that
 * it is known without reading the document.
 *
 * @param kind of the document
 * @param severity of an event
 * @param alert whether an event is one
 * @param tags of its endpoint
 * @param country where it happened; null for nowhere
 */
record Contents(
        RecordKind kind,
        Severity severity,
        boolean alert,
        List<String> tags,
        @Nullable String country) {
    private static final List<Severity> SEVERITIES = List.of(Severity.values());
    private static final List<String> TAGS = List.of("north", "meter", "a \"b\" c");
    private static final List<String> COUNTRIES = List.of("de", "fr", "us");

    static Contents of(RecordKind kind, long id) {
        SplittableRandom random = new SplittableRandom(id);
        List<String> tags = TAGS.stream().filter(tag -> random.nextInt(3) == 0).toList();
        String country = COUNTRIES.get(random.nextInt(COUNTRIES.size()));
        return new Contents(
                kind,
                SEVERITIES.get(random.nextInt(SEVERITIES.size())),
                random.nextInt(4) == 0,
                tags,
                kind == RecordKind.EVENT && random.nextInt(4) == 0 ? null : country);
    }

    /** Its JSON, with a quarter of the padding, so that it is as large as documents without content. */
    byte[] json(long id, int padding) {
        // free text comes before the members that filters look at, and looks like them
        String text = "\\\"alert\\\":true,\\\"event_severity\\\":{\\\"id\\\":2},\\\"tags\\\":\\\"north\\\" "
                + "x".repeat(padding / 4);
        String members = kind == RecordKind.USAGE
                ? ""
                : ",\"alert\":" + alert + ",\"description\":\"" + text + "\",\"event_severity\":{\"id\":"
                        + severity.id()
                        + "},\"endpoint\":{\"tags\":" + tagsJson() + "}"
                        + (country == null ? "" : ",\"detail\":{\"country\":{\"iso_code\":\"" + country + "\"}}");
        return ("{\"id\":" + id + members + "}").getBytes(UTF_8);
    }

    byte[] supplement() {
        return kind == RecordKind.EVENT
                ? new byte[0]
                : ("{\"endpoint_tags\":" + tagsJson() + ",\"country_iso_code\":\"" + country + "\"}").getBytes(UTF_8);
    }

    private String tagsJson() {
        return tags.isEmpty() ? "null" : "\"" + String.join(" , ", tags).replace("\"", "\\\"") + "\"";
    }

    static String simKey(int sim) {
        return sim == 0 ? "" : "890000000000000000" + sim;
    }

    /** Whether it passes filters, apart from its type. */
    boolean pass(Filters filters, int sim) {
        boolean asEvent = kind == RecordKind.USAGE
                || ((filters.alert() == null || filters.alert() == alert)
                        && (filters.severities() == null || filters.severities().contains(severity)));
        Set<String> wantedTags = filters.tags();
        Set<String> wantedCountries = filters.countries();
        Iccids wantedSims = filters.iccids();
        return asEvent
                && (wantedTags == null || tags.stream().anyMatch(wantedTags::contains))
                && (wantedCountries == null || (country != null && wantedCountries.contains(country)))
                && (wantedSims == null || wantedSims.list().contains(simKey(sim)));
    }

    /** The same filters, with one or two further conditions. */
    static Filters more(Filters filters, SplittableRandom random) {
        Filters more = filters;
        for (int i = 0; i <= random.nextInt(2); i++) {
            more = switch (random.nextInt(5)) {
                case 0 -> more.withAlert(random.nextBoolean());
                case 1 -> more.withSeverities(Set.of(Severity.WARN, SEVERITIES.get(random.nextInt(2) * 2)));
                case 2 -> more.withTags(some(TAGS, random));
                case 3 -> more.withCountries(some(COUNTRIES, random));
                default -> more.withIccids(Iccids.of(List.of(simKey(1), simKey(1 + random.nextInt(4)))));
            };
        }
        return more;
    }

    private static Set<String> some(List<String> of, SplittableRandom random) {
        return new TreeSet<>(List.of(of.get(random.nextInt(of.size())), of.get(random.nextInt(of.size()))));
    }
}
