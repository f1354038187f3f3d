package io.datastreamer.job.enrich;

import io.datastreamer.job.record.CatalogEntry;
import io.datastreamer.job.record.Records;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class GatherFunctionTest {
    private static final CatalogEntry FIRST = CatalogEntry.of(Records.GERMANY);
    private static final CatalogEntry SECOND = CatalogEntry.of(Records.FRANCE);

    private KeyedOneInputStreamOperatorTestHarness<Byte, CatalogEntry, List<CatalogEntry>> gather;

    @BeforeEach
    void open() throws Exception {
        gather = ProcessFunctionTestHarnesses.forKeyedProcessFunction(
                new GatherFunction(), entry -> GatherFunction.KEY, Types.BYTE);
        gather.setProcessingTime(1000);
    }

    @AfterEach
    void close() throws Exception {
        gather.close();
    }

    @Test
    void entriesThatComeTogetherLeaveTogether() throws Exception {
        gather.processElement(new StreamRecord<>(FIRST));
        gather.setProcessingTime(1099);
        gather.processElement(new StreamRecord<>(SECOND));
        assertThat(gather.extractOutputValues()).isEmpty();
        gather.setProcessingTime(1100);
        assertThat(gather.extractOutputValues()).containsExactly(List.of(FIRST, SECOND));
        gather.setProcessingTime(5000);
        assertThat(gather.extractOutputValues()).hasSize(1);
        assertThat(gather.numKeyedStateEntries()).isZero();
    }

    @Test
    void whatIsLeftLeavesAtTheEndOfInput() throws Exception {
        gather.processElement(new StreamRecord<>(FIRST));
        gather.processWatermark(Long.MAX_VALUE);
        assertThat(gather.extractOutputValues()).containsExactly(List.of(FIRST));
    }
}
