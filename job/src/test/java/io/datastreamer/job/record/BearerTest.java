package io.datastreamer.job.record;

import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class BearerTest {
    @Test
    void aContextIsWhereItsBearerIs() {
        PdpContext of5g = at(Cell.of4g5g(1, Absent.NUMBER, 3)).toPdpContext(PdpContext.NO_TIME);
        assertThat(of5g.tac()).isEqualTo(1);
        assertThat(of5g.eci()).isEqualTo(Absent.NUMBER);
        assertThat(of5g.nci()).isEqualTo(3);
        assertThat(of5g.hasCellOf4g5g()).isTrue();

        PdpContext of2g = at(Cell.of2g3g(4, 5, 6, 7)).toPdpContext(PdpContext.NO_TIME);
        assertThat(of2g.ci()).isEqualTo(7);
        assertThat(of2g.hasCellOf4g5g()).isFalse();
    }

    private static Bearer at(Cell cell) {
        return new Bearer(null, null, null, null, Absent.NUMBER, null, null, Absent.NUMBER, null, null, cell);
    }
}
