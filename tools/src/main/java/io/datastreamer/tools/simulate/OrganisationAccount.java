package io.datastreamer.tools.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * An organisation's account: people and programs log in or fail to, support staff look in, SIMs are administered.
 * Events are dealt from a shuffled deck, so that each kind comes before long.
 */
final class OrganisationAccount implements Actor {
    private static final long PAUSE_MILLIS = Duration.ofMinutes(2).toMillis();
    private static final List<String> REASONS =
            List.of("Invalid password", "Unknown user", "Account locked", "Password expired");

    private enum Happening {
        USER_FAILED(4),
        APPLICATION_FAILED(2),
        MULTI_FACTOR(3),
        SUPPORT(1),
        BLOCKED(1),
        NOTICE(1),
        SIM_NOTICE(1),
        SUSPEND(2),
        REPLACE(1),
        BLOCK(1),
        CALLBACK(2);

        private final int cards;

        Happening(int cards) {
            this.cards = cards;
        }
    }

    private static final List<Happening> DECK = Stream.of(Happening.values())
            .flatMap(happening -> Collections.nCopies(happening.cards, happening).stream())
            .toList();

    private final Fleet fleet;
    private final List<Device> devices;
    private final Schedule schedule;
    private final Records records;
    private final Chance chance;
    private final Deque<Happening> cards = new ArrayDeque<>();

    OrganisationAccount(Fleet fleet, List<Device> devices, Schedule schedule, Records records, Chance chance) {
        this.fleet = fleet;
        this.devices = devices;
        this.schedule = schedule;
        this.records = records;
        this.chance = chance;
    }

    @Override
    public void act(long now) {
        if (cards.isEmpty()) {
            cards.addAll(chance.shuffled(DECK));
        }
        switch (cards.remove()) {
            case USER_FAILED -> user("USER_AUTHENTICATION_FAILED", chance.oneOf(REASONS), now);
            case APPLICATION_FAILED -> {
                ObjectNode record = records.about(fleet, "APPLICATION_AUTHENTICATION_FAILED", now);
                network(record.put("reason", "Invalid token").put("ip_address", address()));
            }
            case MULTI_FACTOR -> user("MULTI_FACTOR_AUTHENTICATION", "Code accepted", now);
            case SUPPORT -> user("SUPPORT_ACCESS", "Ticket of the customer", now);
            case BLOCKED -> network(records.about(fleet, "ORGANISATION_BLOCKED", now));
            case NOTICE ->
                network(records.about(fleet, "GENERIC", now).put("description", "The monthly report is ready."));
            case SIM_NOTICE ->
                network(records.about(device().sim(), "GENERIC", now)
                        .put("description", "The SIM was moved to another folder.")
                        .put("source", "API"));
            case SUSPEND -> device().suspend(now);
            case REPLACE -> device().replaceSim(now);
            case BLOCK -> device().block(now);
            case CALLBACK -> device().smsNotHandedOver(now);
        }
        schedule.at(now + chance.waitMillis(PAUSE_MILLIS), this);
    }

    private void user(String operation, String reason, long now) {
        int number = chance.between(1, 5);
        ObjectNode record = records.about(fleet, operation, now);
        record.putObject("user")
                .put("id", fleet.organisationId() * 10 + number)
                .put("username", "user" + number + "@example.com")
                .put("name", "Example User " + number);
        network(record.put("reason", reason).put("ip_address", address()));
    }

    private void network(ObjectNode record) {
        records.network(record, fleet);
    }

    private Device device() {
        return chance.oneOf(devices);
    }

    // in a range for documentation (RFC 5737)
    private String address() {
        return "203.0.113." + chance.between(1, 254);
    }
}
