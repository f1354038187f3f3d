package io.datastreamer.benchmarks.rig;

import io.datastreamer.job.metrics.JobMetric;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The figures that the job shows to Prometheus. */
public final class JobMetrics {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(20);
    private static final String HEAP_USED = "flink_taskmanager_Status_JVM_Memory_Heap_Used";

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(ANSWERS_WITHIN).build();
    private final URI uri;

    JobMetrics(int port) {
        uri = URI.create("http://127.0.0.1:" + port + "/metrics");
    }

    /** Over all subtasks and labels; 0 when it is not there. */
    public double sum(JobMetric metric) throws IOException, InterruptedException {
        return sum(metric.prometheusName());
    }

    /** Whether it has come to a value; false when it cannot be read. */
    public boolean isAtLeast(JobMetric metric, double value) {
        try {
            return sum(metric) >= value;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Bytes of the heap that are in use, garbage included. */
    public double heapUsed() throws IOException, InterruptedException {
        return sum(HEAP_USED);
    }

    private double sum(String name) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(ANSWERS_WITHIN).build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(uri + " answers " + response.statusCode());
        }
        return response.body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
