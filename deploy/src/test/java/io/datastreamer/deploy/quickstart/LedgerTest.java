package io.datastreamer.deploy.quickstart;

import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class LedgerTest {
    private final Ledger ledger = new Ledger(1000);

    @Test
    void holdsWhenAllThatWasProducedHasArrived() {
        ledger.produced(1000);
        ledger.produced(1007);
        ledger.arrived(1007);
        assertThat(ledger.balance()).isEqualTo(new Ledger.Balance(2, 1, 0, 0));
        assertThat(ledger.balance().missing()).isEqualTo(1);
        assertThat(ledger.balance().holds()).isFalse();

        ledger.arrived(1000);
        assertThat(ledger.balance().holds()).isTrue();
    }

    @Test
    void duplicatesAreCountedApartAndDoNotHurt() {
        ledger.produced(1000);
        ledger.arrived(1000);
        ledger.arrived(1000);

        assertThat(ledger.balance()).isEqualTo(new Ledger.Balance(1, 1, 1, 0));
        assertThat(ledger.balance().holds()).isTrue();
    }

    @Test
    void whatWasNotProducedIsUnexpected() {
        ledger.arrived(1000);
        ledger.arrived(999);
        ledger.arrived(Long.MIN_VALUE);
        ledger.arrived(Long.MAX_VALUE);

        assertThat(ledger.balance()).isEqualTo(new Ledger.Balance(0, 0, 0, 4));
        assertThat(ledger.balance().holds()).isFalse();
    }
}
