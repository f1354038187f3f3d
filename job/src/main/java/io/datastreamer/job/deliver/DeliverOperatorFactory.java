package io.datastreamer.job.deliver;

import io.datastreamer.contract.Document;
import io.datastreamer.contract.Instruction;
import io.datastreamer.contract.StatusChange;
import io.datastreamer.job.deliver.engine.DeliverOptions;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.legacy.YieldingOperatorFactory;

/** Creates the operator with its mailbox. Flink gives a mailbox to yielding factories only. */
@SuppressWarnings("deprecation")
final class DeliverOperatorFactory extends AbstractStreamOperatorFactory<StatusChange>
        implements TwoInputStreamOperatorFactory<Document, Instruction, StatusChange>,
                YieldingOperatorFactory<StatusChange> {
    private static final long serialVersionUID = 1L;

    private final DeliverOptions options;
    private final ConnectorsFactory connectorsFactory;

    DeliverOperatorFactory(DeliverOptions options, ConnectorsFactory connectorsFactory) {
        this.options = options;
        this.connectorsFactory = connectorsFactory;
    }

    // the signature is Flink's
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    @Override
    public <T extends StreamOperator<StatusChange>> T createStreamOperator(
            StreamOperatorParameters<StatusChange> parameters) {
        return (T) new DeliverOperator(parameters, options, connectorsFactory, getMailboxExecutor());
    }

    @SuppressWarnings("rawtypes")
    @Override
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return DeliverOperator.class;
    }
}
