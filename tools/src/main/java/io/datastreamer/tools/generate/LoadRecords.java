package io.datastreamer.tools.generate;

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * Generates raw records like those of a network: it picks SIMs at random, and each SIM in turn attaches, opens a PDP
 * context, closes it, is billed for it, and opens the next. The same load gives the same records. Takes a few bytes of
 * memory a SIM. Not thread-safe.
 */
public final class LoadRecords {
    private static final long START_MS = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final long STEP_MS = 2;
    /** The ids of records count up from here without gaps. */
    public static final long FIRST_RECORD_ID = 2_000_000_000L;
    /** What a SIM does, over and over. */
    private static final Step[] STEPS = {
        Step.ATTACH, Step.OPEN, Step.CLOSE, Step.BILL, Step.OPEN, Step.CLOSE, Step.BILL,
    };

    private enum Step {
        ATTACH,
        OPEN,
        CLOSE,
        BILL
    }

    private final Load load;
    private final IntPredicate sims;
    private final SplittableRandom random;
    private final JsonLine json = new JsonLine();
    // by SIM: its next step, and when its PDP context was opened, in steps of time since the start
    private final byte[] nextStep;
    private final int[] openedAt;
    private int made;

    /**
     * A raw record.
     *
     * @param isNetwork whether it is a network record; otherwise it is a billing record
     * @param sim its SIM, from 0
     * @param line its JSON, without a line break
     */
    public record LoadRecord(boolean isNetwork, int sim, byte[] line) {}

    /** Generates the records of all SIMs. */
    public LoadRecords(Load load) {
        this(load, sim -> true);
    }

    /**
     * Generates the records of some SIMs. Other instances may generate those of other SIMs of the same load: ids are
     * unique within a SIM.
     *
     * @param sims whether a SIM is one of them; at least one must be
     */
    public LoadRecords(Load load, IntPredicate sims) {
        this.load = load;
        this.sims = sims;
        this.random = new SplittableRandom(load.seed());
        this.nextStep = new byte[load.sims()];
        this.openedAt = new int[load.sims()];
    }

    /** The next record. There is no end, whatever the load says. */
    public LoadRecord next() {
        int i = made++;
        int sim = nextSim();
        Step step = STEPS[nextStep[sim]];
        nextStep[sim] = (byte) ((nextStep[sim] + 1) % STEPS.length);
        long traits = mix(sim + (load.seed() << 32));
        World.Operator operator = World.OPERATORS.get((int) Math.floorMod(traits, (long) World.OPERATORS.size()));
        switch (step) {
            case ATTACH -> attached(i, sim, traits, operator);
            case OPEN -> {
                openedAt[sim] = i;
                context("CREATE_PDP_CONTEXT", i, sim, traits, operator, 0, 0);
            }
            case CLOSE ->
                context(
                        "DELETE_PDP_CONTEXT",
                        i,
                        sim,
                        traits,
                        operator,
                        random.nextInt(500_000),
                        random.nextInt(80_000));
            case BILL -> billed(i, sim, operator, random.nextInt(500_000), random.nextInt(80_000));
        }
        return new LoadRecord(step != Step.BILL, sim, json.take());
    }

    private int nextSim() {
        while (true) {
            int sim = random.nextInt(load.sims());
            if (sims.test(sim)) {
                return sim;
            }
        }
    }

    private void attached(long i, int sim, long traits, World.Operator operator) {
        start(i, sim, "UPDATE_LOCATION", operator);
        json.text("vlr", operator.country().countryCode() + "172001", traits >>> 40, 7);
        json.close();
    }

    private void context(String operation, long i, int sim, long traits, World.Operator operator, long rx, long tx) {
        start(i, sim, operation, operator);
        long id = openedAt[sim] * 1000L + sim % 1000;
        String site = "198.51.100." + (1 + (traits >>> 20) % 250);
        json.open("pdp_context").text("pdp_context_id", "", 100_000_000 + id, 1);
        json.text("tunnel_created", time(openedAt[sim])).text("gtp_version", "1");
        json.text("ggsn_control_plane_ip_address", "192.0.2.10").text("ggsn_data_plane_ip_address", "192.0.2.50");
        json.text("sgsn_control_plane_ip_address", site).text("sgsn_data_plane_ip_address", site);
        json.text("region", "eu-west-1").text("breakout_ip", "203.0.113.7").text("apn", "iot.example");
        json.number("nsapi", 6).text("ue_ip_address", ReferenceFiles.address(sim));
        json.text("imeisv", "00000000", sim, 8)
                .text("mcc", operator.country().mcc())
                .text("mnc", operator.mnc());
        json.number("lac", (traits >>> 8) & 0xffff)
                .number("sac", (traits >>> 16) & 0xffff)
                .number("rac", 255);
        json.number("ci", (traits >>> 24) & 0xffff).number("rat_type", 1 + (traits >>> 32) % 6);
        json.number("tx_teid_control_plane", 0x8000_0000L + (id & 0x7fff_ffff));
        json.number("tx_teid_data_plane", 3_000_000 + id % 1_000_000).number("rx_teid", 2_000_000 + id % 1_000_000);
        json.text("imsi", Load.imsiPrefix(), sim, Load.IMSI_NUMBER_DIGITS).close();
        if (rx + tx > 0) {
            json.number("rx_bytes", rx).number("tx_bytes", tx);
        }
        json.close();
    }

    private void billed(long i, int sim, World.Operator operator, long rx, long tx) {
        json.open().number("record_id", FIRST_RECORD_ID + i);
        json.text("imsi", Load.imsiPrefix(), sim, Load.IMSI_NUMBER_DIGITS);
        json.text("start", time(openedAt[sim])).text("end", time(i));
        json.number("rx_bytes", rx).number("tx_bytes", tx);
        plmn(operator);
        json.text("service", "DATA").close();
    }

    private void start(long i, int sim, String operation, World.Operator operator) {
        json.open()
                .number("record_id", FIRST_RECORD_ID + i)
                .text("time", time(i))
                .text("operation", operation);
        json.text("imsi", Load.imsiPrefix(), sim, Load.IMSI_NUMBER_DIGITS);
        plmn(operator);
    }

    private void plmn(World.Operator operator) {
        json.open("plmn")
                .text("mcc", operator.country().mcc())
                .text("mnc", operator.mnc())
                .close();
    }

    private static String time(long i) {
        return Instant.ofEpochMilli(START_MS + i * STEP_MS).toString();
    }

    private static long mix(long value) {
        return new SplittableRandom(value).nextLong() >>> 1;
    }
}
