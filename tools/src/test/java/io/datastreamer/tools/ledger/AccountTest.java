package io.datastreamer.tools.ledger;

import io.datastreamer.tools.receive.DocumentKey;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class AccountTest {
    private static final long SIM = 7;
    private static final long OTHER_SIM = 8;

    private final Account account = new Account();

    private static long event(long id) {
        return DocumentKey.of(id, true);
    }

    private void expect(long sim, long... ids) {
        for (long id : ids) {
            account.expect(event(id), sim);
        }
    }

    private void deliver(long... ids) {
        for (long id : ids) {
            account.delivered(event(id));
        }
    }

    @Test
    void holdsWhenAllHasArrivedOrWasRefused() {
        expect(SIM, 1, 2, 3);
        deliver(1);
        assertThat(account.balance()).isEqualTo(new Balance(3, 1, 0, 0, 0, 0));
        assertThat(account.balance().missing()).isEqualTo(2);
        assertThat(account.balance().holds()).isFalse();

        account.refused(event(2));
        deliver(3);
        assertThat(account.balance()).isEqualTo(new Balance(3, 2, 1, 0, 0, 0));
        assertThat(account.balance().holds()).isTrue();
    }

    @Test
    void duplicatesAreCountedAndDoNoHarm() {
        expect(SIM, 1, 2);
        deliver(1, 2, 1, 2);

        assertThat(account.balance()).isEqualTo(new Balance(2, 2, 0, 2, 0, 0));
        assertThat(account.balance().holds()).isTrue();
    }

    @Test
    void whatIsRefusedAndDeliveredCountsOnce() {
        expect(SIM, 1, 2);
        account.refused(event(1));
        deliver(1, 2);
        account.refused(event(2));
        account.refused(event(2));

        assertThat(account.balance()).isEqualTo(new Balance(2, 2, 0, 0, 0, 0));
    }

    @Test
    void whatNobodyExpectsIsSeen() {
        expect(SIM, 1);
        deliver(1, 5);
        account.delivered(DocumentKey.of(1, false));

        assertThat(account.balance()).isEqualTo(new Balance(1, 1, 0, 0, 2, 0));
        assertThat(account.balance().holds()).isFalse();
    }

    @Test
    void whatIsAllowedNeedNotArrive() {
        account.allow(event(1), SIM);
        account.allow(event(2), SIM);
        deliver(2);

        assertThat(account.balance()).isEqualTo(Balance.EMPTY);
        assertThat(account.expect(event(1), SIM)).isTrue();
        assertThat(account.expect(event(1), SIM)).isFalse();
        assertThat(account.balance().missing()).isEqualTo(1);
    }

    @Test
    void orderIsThatOfASimAndKind() {
        expect(SIM, 1, 3, 5);
        expect(OTHER_SIM, 2);
        account.expect(DocumentKey.of(4, false), SIM);
        expect(Account.NO_SIM, 9, 10);
        deliver(3);
        account.delivered(DocumentKey.of(4, false));
        deliver(2, 10, 9);
        assertThat(account.balance().outOfOrder()).isZero();

        deliver(1, 5, 3);
        assertThat(account.balance().outOfOrder()).isEqualTo(1);
        assertThat(account.balance().isSound()).isFalse();
    }

    @Test
    void manyFit() {
        for (long id = 0; id < 100_000; id++) {
            account.expect(event(id), 1 + id % 1000);
        }
        for (long id = 0; id < 100_000; id++) {
            deliver(id);
        }

        assertThat(account.balance()).isEqualTo(new Balance(100_000, 100_000, 0, 0, 0, 0));
    }
}
