package io.datastreamer.job.decode;

import io.datastreamer.contract.Rejected;
import io.datastreamer.job.Lines;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.wire.RecordTypes;
import io.datastreamer.job.reject.Rejections;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import static org.assertj.core.api.Assertions.assertThat;

/** Runs a decoder in its operator. */
final class Decoding<T> implements AutoCloseable {
    private final OneInputStreamOperatorTestHarness<RawRecord, T> operator;

    Decoding(Decoder<T> decoder) throws Exception {
        this(decoder, false);
    }

    Decoding(Decoder<T> decoder, boolean holdsSecrets) throws Exception {
        operator = new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new DecodeFunction<>(decoder, holdsSecrets)));
        operator.setup(typeOf(decoder).createSerializer(new SerializerConfigImpl()));
        operator.open();
        operator.setProcessingTime(Lines.READ_AT);
    }

    @SuppressWarnings("unchecked")
    private static <T> TypeInformation<T> typeOf(Decoder<T> decoder) {
        if (decoder instanceof StreamDecoder) {
            return (TypeInformation<T>) RecordTypes.INSTRUCTION;
        }
        return (TypeInformation<T>)
                (decoder instanceof CatalogDecoder ? RecordTypes.CATALOG_ENTRY : RecordTypes.KEYED_RECORD);
    }

    void send(RawRecord raw) throws Exception {
        operator.processElement(new StreamRecord<>(raw));
    }

    /** The records decoded so far. */
    List<T> decoded() {
        return operator.extractOutputValues();
    }

    /** The records rejected so far. */
    List<Rejected> rejected() {
        var output = operator.getSideOutput(Rejections.TAG);
        return output == null
                ? List.of()
                : output.stream().map(StreamRecord::getValue).toList();
    }

    /** Decodes one record. */
    static <T> T decode(Decoder<T> decoder, RawRecord raw) throws Exception {
        try (Decoding<T> decoding = new Decoding<>(decoder)) {
            decoding.send(raw);
            assertThat(decoding.rejected()).isEmpty();
            return decoding.decoded().get(0);
        }
    }

    /** The reject of one record. */
    static <T> Rejected reject(Decoder<T> decoder, RawRecord raw) throws Exception {
        try (Decoding<T> decoding = new Decoding<>(decoder)) {
            decoding.send(raw);
            assertThat(decoding.decoded()).isEmpty();
            return decoding.rejected().get(0);
        }
    }

    @Override
    public void close() throws Exception {
        operator.close();
    }
}
