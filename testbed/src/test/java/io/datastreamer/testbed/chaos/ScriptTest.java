package io.datastreamer.testbed.chaos;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class ScriptTest {
    @Test
    void eachActComesBeforeAnyComesAgain() {
        Script script = new Script(List.of(Act.values()), 7);
        List<Act> dealt = new ArrayList<>();
        while (dealt.size() < Act.values().length) {
            dealt.addAll(script.next());
        }

        assertThat(dealt.subList(0, Act.values().length)).containsExactlyInAnyOrder(Act.values());
    }

    @Test
    void theSameSeedIsTheSameScript() {
        assertThat(rounds(7)).isEqualTo(rounds(7)).isNotEqualTo(rounds(8));
        assertThat(rounds(7)).allMatch(acts -> acts.size() == 1 || acts.size() == 2);
    }

    private static List<List<Act>> rounds(long seed) {
        Script script = new Script(List.of(Act.values()), seed);
        List<List<Act>> rounds = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            rounds.add(script.next());
        }
        return rounds;
    }
}
