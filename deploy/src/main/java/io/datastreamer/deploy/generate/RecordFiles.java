package io.datastreamer.deploy.generate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Writes raw records as a network would: SIMs at random, and each SIM in turn attaches, opens a PDP context, closes it,
 * is billed for it, opens the next. Memory: a few bytes a SIM.
 */
final class RecordFiles implements AutoCloseable {
    private static final long START_MS = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final long STEP_MS = 2;
    private static final long FIRST_RECORD_ID = 2_000_000_000L;
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
    private final JsonLine json = new JsonLine();
    private final OutputStream[] network;
    private final OutputStream[] billing;
    // by SIM: which step comes next, and when its PDP context was opened, in steps of time since the start
    private final byte[] nextStep;
    private final int[] openedAt;

    RecordFiles(Load load) throws IOException {
        this.load = load;
        this.network = open("network-records", "network");
        this.billing = open("billing-records", "billing");
        this.nextStep = new byte[load.sims()];
        this.openedAt = new int[load.sims()];
    }

    void write() throws IOException {
        SplittableRandom random = new SplittableRandom(load.seed());
        for (long i = 0; i < load.records(); i++) {
            int sim = random.nextInt(load.sims());
            Step step = STEPS[nextStep[sim]];
            nextStep[sim] = (byte) ((nextStep[sim] + 1) % STEPS.length);
            long traits = mix(sim + (load.seed() << 32));
            World.Operator operator = World.OPERATORS.get((int) Math.floorMod(traits, (long) World.OPERATORS.size()));
            switch (step) {
                case ATTACH -> attached(i, sim, traits, operator);
                case OPEN -> {
                    openedAt[sim] = (int) i;
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
        }
    }

    @Override
    public void close() throws IOException {
        for (int i = 0; i < load.files(); i++) {
            network[i].close();
            billing[i].close();
        }
    }

    private void attached(long i, int sim, long traits, World.Operator operator) throws IOException {
        start(i, sim, "UPDATE_LOCATION", operator);
        json.text("vlr", operator.country().countryCode() + "172001", traits >>> 40, 7);
        json.close().writeTo(network[sim % load.files()]);
    }

    private void context(String operation, long i, int sim, long traits, World.Operator operator, long rx, long tx)
            throws IOException {
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
        json.close().writeTo(network[sim % load.files()]);
    }

    private void billed(long i, int sim, World.Operator operator, long rx, long tx) throws IOException {
        json.open().number("record_id", FIRST_RECORD_ID + i);
        json.text("imsi", Load.imsiPrefix(), sim, Load.IMSI_NUMBER_DIGITS);
        json.text("start", time(openedAt[sim])).text("end", time(i));
        json.number("rx_bytes", rx).number("tx_bytes", tx);
        plmn(operator);
        json.text("service", "DATA").close().writeTo(billing[sim % load.files()]);
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

    private OutputStream[] open(String directory, String name) throws IOException {
        Path dir = Files.createDirectories(load.out().resolve(directory));
        OutputStream[] files = new OutputStream[load.files()];
        for (int i = 0; i < files.length; i++) {
            Path file = dir.resolve(String.format("%s-%04d.jsonl", name, i));
            files[i] = new BufferedOutputStream(Files.newOutputStream(file), 1 << 18);
        }
        return files;
    }
}
