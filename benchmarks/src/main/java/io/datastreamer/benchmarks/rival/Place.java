package io.datastreamer.benchmarks.rival;

import io.datastreamer.contract.Document;
import io.datastreamer.contract.RecordKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a request has documents of: an organisation and a kind. */
record Place(long organisationId, RecordKind kind) {
    static Place of(Document document) {
        return new Place(document.organisationId(), document.kind());
    }

    /** Sorts documents by the place that each goes to. */
    static Map<Place, List<Document>> split(Collection<Document> documents) {
        Map<Place, List<Document>> split = new LinkedHashMap<>();
        for (Document document : documents) {
            split.computeIfAbsent(of(document), place -> new ArrayList<>()).add(document);
        }
        return split;
    }
}
