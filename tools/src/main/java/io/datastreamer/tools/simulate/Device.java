package io.datastreamer.tools.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A device: attaches, opens a PDP context, is billed for it every 15 minutes and at its end, rests, and starts again,
 * perhaps in another network. Its SIM may be suspended, blocked, or replaced; while it is not active, nothing else
 * happens to it.
 */
final class Device implements Actor {
    private static final long USAGE_MILLIS = Duration.ofMinutes(15).toMillis();
    private static final long SESSION_MILLIS = Duration.ofMinutes(40).toMillis();
    private static final long REST_MILLIS = Duration.ofMinutes(20).toMillis();
    private static final long HANDOVER_MILLIS = 2_000;
    /** 3G, 2G, HSPA+ and 4G (the product document, section 3.1.5). */
    private static final List<Integer> RAT_TYPES = List.of(1, 2, 5, 6, 6, 6);

    private enum Step {
        ACTIVATE,
        ATTACH,
        ATTACH_GPRS,
        OPEN,
        MEASURE
    }

    private final Schedule schedule;
    private final Records records;
    private final Chance chance;
    private final List<Operator> reachable;
    private final IntSupplier simNumbers;
    private Sim sim;
    private String statusBefore = "Issued";
    private Operator operator;
    private String mnc;
    private int ratType;
    private Step next = Step.ATTACH;
    private @Nullable PdpContext context;
    private long sessionEndsMillis;
    private long measuredMillis;

    /**
     * Creates a device that has not attached yet.
     *
     * @param reachable the operators that it may visit
     * @param simNumbers supplies the number of each further SIM
     */
    Device(
            Sim sim,
            List<Operator> reachable,
            IntSupplier simNumbers,
            Schedule schedule,
            Records records,
            Chance chance) {
        this.sim = sim;
        this.reachable = reachable;
        this.simNumbers = simNumbers;
        this.schedule = schedule;
        this.records = records;
        this.chance = chance;
        this.operator = chance.oneOf(reachable);
        this.mnc = chance.oneOf(operator.mncs());
        this.ratType = chance.oneOf(RAT_TYPES);
    }

    Sim sim() {
        return sim;
    }

    @Override
    public void act(long now) {
        switch (next) {
            case ACTIVATE -> activate(now);
            case ATTACH -> attach(now);
            case ATTACH_GPRS -> attachGprs(now);
            case OPEN -> open(now);
            case MEASURE -> measure(now);
        }
    }

    /** Suspends its SIM, and activates it again after a while. */
    void suspend(long now) {
        if (next == Step.ACTIVATE) {
            return;
        }
        close(now);
        changeStatus("SIM_SUSPENSION", "Activated", "Suspended", now);
        statusBefore = "Suspended";
        then(Step.ACTIVATE, now + chance.waitMillis(REST_MILLIS));
    }

    /** Deletes its SIM and replaces it by another one. */
    void replaceSim(long now) {
        if (next == Step.ACTIVATE) {
            return;
        }
        close(now);
        changeStatus("SIM_DELETION", "Activated", "Deleted", now);
        records.sim(sim, now, true);
        sim = new Sim(simNumbers.getAsInt(), sim.fleet());
        records.sim(sim, now, false);
        statusBefore = "Issued";
        then(Step.ACTIVATE, now + chance.waitMillis(REST_MILLIS));
    }

    /** Blocks it, because it has exceeded its traffic limit. */
    void block(long now) {
        if (next == Step.ACTIVATE) {
            return;
        }
        close(now);
        records.network(records.about(sim, "ENDPOINT_BLOCKED", now), sim.fleet());
        then(Step.ATTACH, now + chance.waitMillis(SESSION_MILLIS));
    }

    /** Reports that one of its SMS could not be handed over to the organisation. */
    void smsNotHandedOver(long now) {
        if (next == Step.ACTIVATE) {
            return;
        }
        sms(now);
        ObjectNode record = records.about(sim, "SMS_API_CALLBACK", now)
                .put("callback_url", "https://sms.example.com/callback")
                .put("http_status", chance.oneOf(List.of(404, 500, 503)));
        plmn(record);
        records.network(record, sim.fleet());
    }

    private void activate(long now) {
        changeStatus("SIM_ACTIVATION", statusBefore, "Activated", now);
        then(Step.ATTACH, now + chance.waitMillis(60_000));
    }

    private void attach(long now) {
        ObjectNode record = records.about(sim, "UPDATE_LOCATION", now).put("vlr", globalTitle("1700"));
        plmn(record);
        records.network(record, sim.fleet());
        then(Step.ATTACH_GPRS, now + HANDOVER_MILLIS);
    }

    private void attachGprs(long now) {
        ObjectNode record = records.about(sim, "UPDATE_GPRS_LOCATION", now)
                .put("sgsn", globalTitle("1701"))
                .put("sgsn_ip", PdpContext.sgsn(operator))
                .put("rat_type", ratType);
        plmn(record);
        records.network(record, sim.fleet());
        then(Step.OPEN, now + HANDOVER_MILLIS);
    }

    private void open(long now) {
        PdpContext opened = new PdpContext(sim, operator, mnc, now, ratType, chance);
        context = opened;
        measuredMillis = now;
        sessionEndsMillis = now + chance.waitMillis(SESSION_MILLIS);
        context("CREATE_PDP_CONTEXT", opened, now, false);
        then(Step.MEASURE, Math.min(now + USAGE_MILLIS, sessionEndsMillis));
    }

    private void measure(long now) {
        PdpContext open = context;
        if (open != null && now < sessionEndsMillis) {
            usage(open, now);
            if (chance.of(0.3)) {
                ratType = chance.oneOf(RAT_TYPES);
                open.move(ratType, chance);
                context("UPDATE_PDP_CONTEXT", open, now, false);
            }
            then(Step.MEASURE, Math.min(now + USAGE_MILLIS, sessionEndsMillis));
            return;
        }
        close(now);
        if (chance.of(0.2)) {
            sms(now);
        }
        boolean roams = chance.of(sim.fleet().roaming());
        if (roams) {
            operator = chance.oneOf(reachable);
            mnc = chance.oneOf(operator.mncs());
        }
        then(Step.ATTACH, now + (roams ? HANDOVER_MILLIS : chance.waitMillis(REST_MILLIS)));
    }

    private void close(long now) {
        PdpContext open = context;
        if (open == null) {
            return;
        }
        usage(open, now);
        context("DELETE_PDP_CONTEXT", open, now, true);
        context = null;
    }

    private void usage(PdpContext open, long now) {
        if (now == measuredMillis) {
            return;
        }
        int most = sim.fleet().bytesPerUsage();
        long tx = chance.between(40, most);
        long rx = chance.between(40, most / 2);
        open.add(rx, tx);
        ObjectNode record =
                records.billed(sim, measuredMillis, now).put("rx_bytes", rx).put("tx_bytes", tx);
        plmn(record);
        records.billing(record.put("service", "DATA"), sim.fleet());
        measuredMillis = now;
    }

    private void sms(long now) {
        ObjectNode record = records.billed(sim, now, now).put("rx_messages", 0).put("tx_messages", 1);
        plmn(record);
        records.billing(record.put("service", "SMS"), sim.fleet());
    }

    private void context(String operation, PdpContext about, long now, boolean ends) {
        ObjectNode record = records.about(sim, operation, now);
        plmn(record);
        about.describe(record);
        if (ends) {
            about.volume(record);
        }
        records.network(record, sim.fleet());
    }

    private void changeStatus(String operation, String from, String to, long now) {
        ObjectNode record = records.about(sim, operation, now);
        record.putObject("sim_status").put("from", from).put("to", to);
        records.network(record, sim.fleet());
    }

    private void plmn(ObjectNode record) {
        record.putObject("plmn").put("mcc", operator.mcc()).put("mnc", mnc);
    }

    // a node's address by E.164: at most 15 digits
    private String globalTitle(String node) {
        return operator.callingCode() + node + (10_000 + operator.id());
    }

    private void then(Step step, long atMillis) {
        next = step;
        schedule.at(atMillis, this);
    }
}
