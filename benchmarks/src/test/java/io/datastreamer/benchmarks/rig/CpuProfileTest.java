package io.datastreamer.benchmarks.rig;

import java.util.List;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class CpuProfileTest {
    @Test
    void aLineIsAThreadItsFramesAndHowOftenTheyWereSeen() {
        assertThat(CpuProfile.parse("[deliver -> encode-status (1/2)#0 tid=59];java/lang/Thread.run;a/B.c;write 17"))
                .isEqualTo(new CpuProfile.Stack(
                        "deliver -> encode-status (1/2)#0", List.of("java/lang/Thread.run", "a/B.c", "write"), 17));
    }
}
