package io.datastreamer.benchmarks.rival;

import io.datastreamer.contract.Document;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Gathers documents into requests by place: a request goes when it is full, or its first document is old. */
final class Gathering {
    private static final long OLD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Posts posts;
    private final int batch;
    private final Map<Place, Open> open = new HashMap<>();

    private static final class Open {
        List<Document> documents = new ArrayList<>();
        long since;
    }

    Gathering(Posts posts, int batch) {
        this.posts = posts;
        this.batch = batch;
    }

    void add(Document document) throws InterruptedException {
        Place place = Place.of(document);
        Open into = open.computeIfAbsent(place, unused -> new Open());
        if (into.documents.isEmpty()) {
            into.since = System.nanoTime();
        }
        into.documents.add(document);
        if (into.documents.size() == batch) {
            post(place, into);
        }
    }

    void postOld() throws InterruptedException {
        long now = System.nanoTime();
        for (Map.Entry<Place, Open> each : open.entrySet()) {
            if (!each.getValue().documents.isEmpty() && now - each.getValue().since > OLD_NANOS) {
                post(each.getKey(), each.getValue());
            }
        }
    }

    private void post(Place place, Open from) throws InterruptedException {
        List<Document> documents = from.documents;
        from.documents = new ArrayList<>(Math.min(batch, documents.size()));
        var unused = posts.post(place, documents).thenAccept(taken -> {
            if (!taken) {
                System.err.println("the receiver did not take " + documents.size() + " documents");
                Runtime.getRuntime().halt(1);
            }
        });
    }
}
