package io.datastreamer.job.metrics;

/** Writes the page {@code docs/metrics.md}, with all metrics. */
final class MetricPage {
    private MetricPage() {}

    static String text() {
        StringBuilder page = new StringBuilder("""
                # Metrics

                <!-- Written from JobMetric by MetricPageTest: do not edit, see CONTRIBUTING. -->

                The job's own metrics, as Flink's Prometheus reporter names them. Each has Flink's labels besides
                (`job_name`, `operator_name`, `subtask_index`, `tm_id` …); the operator's name is its uid. Sum over subtasks, or take
                the maximum of what is an age. Names do not change from version to version. What single data streams do is in
                their status, not here. [Operations](operations.md#metrics) says how to switch the reporter on, and what to do when.

                | metric | | labels | operator | |
                | --- | --- | --- | --- | --- |
                """);
        for (JobMetric metric : JobMetric.values()) {
            page.append("| `").append(metric.prometheusName()).append("` | ");
            page.append(metric.kind()).append(" | ");
            page.append(String.join(
                    ", ",
                    metric.labels().stream()
                            .map(label -> "`" + label.key() + "`")
                            .toList()));
            page.append(" | ").append(metric.operators()).append(" | ");
            page.append(metric.description()).append(" |\n");
        }
        page.append("\n| label | |\n| --- | --- |\n");
        for (Label label : Label.values()) {
            page.append("| `")
                    .append(label.key())
                    .append("` | ")
                    .append(label.description())
                    .append(" |\n");
        }
        page.append(FLINK);
        return page.toString();
    }

    private static final String FLINK = """

            Metrics of Flink's own that the [dashboard and the alerts](../helm) use as well; a test sees to it that they exist:

            | metric | |
            | --- | --- |
            | `flink_jobmanager_job_numRestarts` | how often the job was restarted |
            | `flink_jobmanager_numRunningJobs` | jobs that run: one, or none |
            | `flink_jobmanager_job_numberOfCompletedCheckpoints` | checkpoints that are complete |
            | `flink_jobmanager_job_numberOfFailedCheckpoints` | checkpoints that failed |
            | `flink_jobmanager_job_lastCheckpointDuration` | of the last complete one, in milliseconds |
            | `flink_jobmanager_job_lastCheckpointSize` | bytes that it wrote |
            | `flink_jobmanager_job_lastCheckpointFullSize` | bytes that it holds |
            | `flink_taskmanager_job_task_busyTimeMsPerSecond` | how busy each task is, of 1000 |
            | `flink_taskmanager_job_task_backPressuredTimeMsPerSecond` | how long it waits for the next one, of 1000 |
            | `flink_taskmanager_job_task_operator_pendingRecords` | records in `kafka:` inputs that are not read yet |
            | `flink_taskmanager_Status_JVM_Memory_Heap_Used` | heap in use |
            | `flink_taskmanager_Status_JVM_Memory_Heap_Max` | heap there is |
            | `flink_taskmanager_Status_JVM_CPU_Load` | processors in use, of 1 |
            """;
}
