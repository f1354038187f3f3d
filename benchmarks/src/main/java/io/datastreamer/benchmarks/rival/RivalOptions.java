package io.datastreamer.benchmarks.rival;

import io.datastreamer.contract.ApiType;
import io.datastreamer.tools.Arguments;
import io.datastreamer.tools.Arguments.BadArgument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rival is told on its command line.
 *
 * @param bootstrapServers of Kafka; null to read files
 * @param networkRecords topic, or a directory
 * @param billingRecords topic, or a directory
 * @param reference a directory with {@code sims.jsonl} and {@code catalog.jsonl}
 * @param checkpoints a directory of its own, for one that takes checkpoints
 * @param receiver base address that documents are posted to
 * @param apiType REST_API for a document a request, REST_API_BULK for more
 * @param batch most documents of a request
 * @param inFlight most requests on their way
 */
public record RivalOptions(
        @Nullable String bootstrapServers,
        String networkRecords,
        String billingRecords,
        Path reference,
        Path checkpoints,
        String receiver,
        ApiType apiType,
        int batch,
        int inFlight) {

    /** The data stream of an organisation: its documents go to this path below the receiver's address. */
    public static String stream(long organisationId) {
        return "load-" + organisationId;
    }

    /** As arguments for a rival's {@code main}. */
    public List<String> toArguments() {
        List<String> args = new ArrayList<>();
        if (bootstrapServers != null) {
            args.addAll(List.of("--bootstrap-servers", bootstrapServers));
        }
        args.addAll(List.of("--network-records", networkRecords));
        args.addAll(List.of("--billing-records", billingRecords));
        args.addAll(List.of("--reference", reference.toString()));
        args.addAll(List.of("--checkpoints", checkpoints.toString()));
        args.addAll(List.of("--receiver", receiver));
        args.addAll(List.of("--api-type", apiType.name()));
        args.addAll(List.of("--batch", Integer.toString(batch)));
        args.addAll(List.of("--in-flight", Integer.toString(inFlight)));
        return args;
    }

    static RivalOptions parse(String[] args) throws BadArgument {
        Arguments arguments = Arguments.parse(
                args,
                Set.of(
                        "bootstrap-servers",
                        "network-records",
                        "billing-records",
                        "reference",
                        "checkpoints",
                        "receiver",
                        "api-type",
                        "batch",
                        "in-flight"),
                Set.of());
        return new RivalOptions(
                arguments.text("bootstrap-servers"),
                arguments.required("network-records"),
                arguments.required("billing-records"),
                Path.of(arguments.required("reference")),
                Path.of(arguments.required("checkpoints")),
                arguments.required("receiver"),
                ApiType.valueOf(arguments.required("api-type")),
                (int) arguments.number("batch", 1000, 1, 1_000_000),
                (int) arguments.number("in-flight", 64, 1, 10_000));
    }

    /** Where records come from, when that is Kafka. */
    String kafka() {
        if (bootstrapServers == null) {
            throw new IllegalStateException("--bootstrap-servers is missing");
        }
        return bootstrapServers;
    }
}
