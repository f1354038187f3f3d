package io.datastreamer.benchmarks;

import io.datastreamer.deploy.farm.Arrivals;
import io.datastreamer.deploy.farm.Endpoint;
import io.datastreamer.deploy.ledger.Account;
import io.datastreamer.deploy.ledger.Balance;

/** Draws balances. */
final class Balances {
    private Balances() {}

    /** The account's balance with all that the endpoint has taken. Once for each account. */
    static Balance settle(Account account, Endpoint endpoint) {
        endpoint.arrivals().forEach(0, (at, status, keys, from, to) -> {
            for (int i = from; i < to && Arrivals.isSuccess(status); i++) {
                account.delivered(keys[i]);
            }
        });
        return account.balance();
    }
}
