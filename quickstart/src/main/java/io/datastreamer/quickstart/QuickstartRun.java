package io.datastreamer.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.quickstart.kinesis.EmbeddedKinesis;
import io.datastreamer.tools.broker.Broker;
import io.datastreamer.tools.broker.Topics;
import io.datastreamer.tools.ledger.Account;
import io.datastreamer.tools.ledger.Balance;
import io.datastreamer.tools.process.Parts;
import io.datastreamer.tools.process.WorkFolder;
import io.datastreamer.tools.simulate.KafkaOutput;
import io.datastreamer.tools.simulate.NetworkSimulation;
import io.datastreamer.tools.simulate.RecordFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One run: starts the parts, shows their state, and checks the balance. */
final class QuickstartRun {
    private static final int BALANCED = 0;
    private static final int FAILED = 1;
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration FIRST_WITHIN = Duration.ofMinutes(3);
    private static final Duration DRAIN_WITHIN = Duration.ofMinutes(2);
    private static final Duration SPLIT_AFTER = Duration.ofSeconds(5);
    private static final Duration QUIET = Duration.ofSeconds(3);

    /** The organisation of streams that are created in the portal. */
    private static final Customer DEMO = Customer.LOGISTICS;

    /** Tells the logging configuration the directory. */
    private static final String LOG_DIR = "streamer.log.dir";

    private final Quickstart.Options options;
    private final Parts parts;
    private final Screen screen;
    private final Map<Customer, Account> accounts = new EnumMap<>(Customer.class);
    private final Map<Customer, CustomerReceiver> receivers = new EnumMap<>(Customer.class);
    private final WorkFolder folder;
    private final RecordInput input;
    private final Network network;
    private final Statuses statuses;
    private final JobProcess job;
    private final PortalProcess portal;
    private final Account spareAccount = new Account();
    private final CustomerReceiver spare;
    private final long startNanos = System.nanoTime();
    private boolean portalIsTold;
    private boolean isSplit;
    private Duration othersPending = Duration.ZERO;

    /** Starts all parts. */
    QuickstartRun(Quickstart.Options options, Parts parts) throws Exception {
        this.options = options;
        this.parts = parts;
        this.screen = options.screen();
        folder = parts.add(() -> new WorkFolder("streamer-quickstart-"));
        System.setProperty(LOG_DIR, folder.dir().toString());
        screen.say("quickstart: starting a Kafka broker ...");
        Broker broker = parts.add(() -> Broker.start(folder.dir()));
        Topics.create(broker.address());
        KafkaOutput kafka = parts.add(() -> new KafkaOutput(broker.address()));
        for (Customer customer : Customer.values()) {
            Account account = new Account();
            accounts.put(customer, account);
            CustomerReceiver receiver = parts.add(() -> new CustomerReceiver(account, customer.delay()));
            receivers.put(customer, receiver);
            kafka.write(
                    Topics.DATA_STREAMS.topic(),
                    customer.streamId(),
                    customer.dataStream(receiver.url(), Instant.now()));
        }
        EmbeddedKinesis kinesis = options.input() == Quickstart.Input.KINESIS ? parts.add(EmbeddedKinesis::new) : null;
        boolean byRadius = options.input() == Quickstart.Input.RADIUS;
        boolean byUdp = options.input() == Quickstart.Input.RADIUS_UDP;
        Path radius = byRadius ? folder.dir().resolve("radius") : null;
        RadiusCollector collector =
                byUdp ? parts.add(() -> RadiusCollector.start(options.root(), broker.address(), folder.dir())) : null;
        input = parts.add(() -> new RecordInput(kafka, kinesis, radius, collector));
        spare = parts.add(() -> new CustomerReceiver(spareAccount, Duration.ZERO));
        statuses = parts.add(() -> new Statuses(broker.address()));
        screen.say("quickstart: starting the job; logs are in " + folder.dir() + " ...");
        job = parts.add(() -> JobProcess.start(
                options.root(),
                input.options(broker.address()),
                folder.dir().resolve("job.log"),
                folder.dir().resolve("state")));
        portal = parts.add(() -> PortalProcess.start(
                options.root(),
                broker.address(),
                DEMO.organisationId(),
                folder.dir().resolve("portal.log")));
        NetworkSimulation simulation = new NetworkSimulation(
                options.seed(),
                options.sims(),
                NetworkSimulation.START,
                byRadius || byUdp ? RecordFormat.RADIUS_DETAIL : RecordFormat.JSON);
        network = parts.add(() -> new Network(simulation, entries(), input, options.rate()));
        network.start();
    }

    private Map<Customer, List<Account>> entries() {
        Map<Customer, List<Account>> entries = new EnumMap<>(Customer.class);
        accounts.forEach((customer, account) ->
                entries.put(customer, customer == DEMO ? List.of(account, spareAccount) : List.of(account)));
        return entries;
    }

    /** Continues to the end of the run, and returns the process's exit code. */
    int run() throws Exception {
        Duration first = untilFirstDocument();
        if (!goesOn()) {
            return failed();
        }
        screen.say(String.format(Locale.ROOT, "quickstart: the first document arrived after %.1f s", seconds(first)));
        Outage outage = Outage.of(options.duration());
        while (goesOn()) {
            Duration sinceFirst = sinceStart().minus(first);
            if (options.isOver(sinceFirst)) {
                return end();
            }
            apply(outage, sinceFirst);
            split(sinceFirst);
            tick();
        }
        return failed();
    }

    private void split(Duration sinceFirst) {
        if (!isSplit && sinceFirst.compareTo(SPLIT_AFTER) > 0) {
            isSplit = true;
            if (input.split()) {
                screen.say("quickstart: a shard of each Kinesis stream is split; the job follows");
            }
        }
    }

    private Duration untilFirstDocument() throws IOException, InterruptedException {
        while (goesOn() && sinceStart().compareTo(FIRST_WITHIN) < 0) {
            View view = view();
            if (view.documents() > 0) {
                break;
            }
            tick();
        }
        return sinceStart();
    }

    private int end() throws Exception {
        network.stop();
        for (CustomerReceiver receiver : receivers.values()) {
            receiver.comeBack();
        }
        screen.say("quickstart: the network is silent; waiting for what is under way ...");
        Duration since = sinceStart();
        while (goesOn() && !isDrained() && sinceStart().minus(since).compareTo(DRAIN_WITHIN) < 0) {
            tick();
        }
        screen.show(view());
        return goesOn() ? balance() : failed();
    }

    // a status may be a second old
    private boolean isDrained() {
        return isBalanced()
                && (spareAccount.balance().holds()
                        || sinceStart().minus(othersPending).compareTo(QUIET) > 0);
    }

    private static Set<String> streamIds() {
        return Arrays.stream(Customer.values()).map(Customer::streamId).collect(Collectors.toSet());
    }

    private boolean isBalanced() {
        return accounts.values().stream().allMatch(account -> account.balance().holds())
                && statuses.rejected() >= network.damaged();
    }

    private int balance() {
        String row = "%-10s  %8s  %9s  %10s  %7s  %10s  %12s";
        screen.say(String.format(
                Locale.ROOT,
                row,
                "STREAM",
                "PRODUCED",
                "DELIVERED",
                "DUPLICATES",
                "MISSING",
                "UNEXPECTED",
                "OUT OF ORDER"));
        accounts.forEach((customer, account) -> {
            Balance balance = account.balance();
            screen.say(String.format(
                    Locale.ROOT,
                    row,
                    customer.streamId(),
                    balance.expected(),
                    balance.delivered(),
                    balance.duplicates(),
                    balance.missing(),
                    balance.unexpected(),
                    balance.outOfOrder()));
        });
        Balance own = spareAccount.balance();
        if (own.delivered() > 0) {
            screen.say("yours: " + own.delivered() + " of " + own.expected() + " documents");
        }
        screen.say("damaged records: " + network.damaged() + ", rejected: " + statuses.rejected());
        if (isBalanced() && statuses.rejected() == network.damaged()) {
            screen.say("quickstart: produced = delivered, for each data stream");
            return BALANCED;
        }
        folder.keep();
        screen.say("quickstart: produced and delivered differ; logs are kept in " + folder.dir());
        return FAILED;
    }

    private boolean goesOn() {
        return job.isAlive() && portal.isAlive() && !network.hasFailed() && !parts.isClosing();
    }

    // Ctrl-C reaches the job, too: it may end before our own hook has begun
    private int failed() throws IOException, InterruptedException {
        TimeUnit.MILLISECONDS.sleep(TICK.toMillis());
        if (parts.isClosing()) {
            return FAILED;
        }
        folder.keep();
        if (!portal.isAlive()) {
            screen.say("quickstart: the portal has ended:\n" + portal.lastWords());
        } else if (job.isAlive()) {
            screen.say(
                    network.hasFailed()
                            ? "quickstart: the broker takes no more records"
                            : "quickstart: no document has arrived within " + FIRST_WITHIN.toSeconds() + " s");
        } else {
            screen.say("quickstart: the job has ended:\n" + job.lastWords());
        }
        screen.say("quickstart: logs are kept in " + folder.dir());
        return FAILED;
    }

    private void apply(Outage outage, Duration sinceFirst) throws IOException {
        for (Customer customer : Customer.values()) {
            CustomerReceiver receiver = receivers.get(customer);
            if (receiver != null && customer.dies()) {
                if (outage.isAway(sinceFirst)) {
                    receiver.goAway();
                } else {
                    receiver.comeBack();
                }
            }
        }
    }

    private void tick() throws IOException, InterruptedException {
        tellPortal();
        if (statuses.pendingOfOthers(streamIds()) > 0) {
            othersPending = sinceStart();
        }
        screen.show(view());
        TimeUnit.MILLISECONDS.sleep(TICK.toMillis());
    }

    private void tellPortal() throws IOException {
        PortalProcess.LoginLinks links = portalIsTold ? null : portal.loginLinks();
        if (links == null) {
            return;
        }
        portalIsTold = true;
        screen.say("quickstart: the portal, as the organisation " + DEMO.streamId() + ":  " + links.organisation());
        screen.say("quickstart: the portal, as the operator of all:         " + links.operator());
        screen.say("quickstart: a receiver for a data stream of your own:   " + spare.url());
    }

    private View view() {
        List<View.Row> rows = new ArrayList<>();
        accounts.forEach((customer, account) -> rows.add(row(customer, account.balance())));
        return new View(
                sinceStart(),
                network.time(),
                job.webPages(),
                network.networkRecords(),
                network.billingRecords(),
                network.damaged(),
                statuses.rejected(),
                rows,
                spare.url(),
                spareAccount.balance().delivered());
    }

    private View.Row row(Customer customer, Balance balance) {
        CustomerReceiver receiver = receivers.get(customer);
        boolean away = receiver != null && !receiver.isThere();
        JsonNode status = statuses.of(customer.streamId());
        return new View.Row(
                customer.streamId(),
                away ? "away" : customer.temper(),
                status == null ? "-" : status.path("state").asText("-"),
                status == null ? 0 : status.path("remote_status").asInt(),
                balance,
                status == null ? 0 : lagSeconds(status, balance));
    }

    // a status does not change while nothing is delivered, but the lag grows
    private static long lagSeconds(JsonNode status, Balance balance) {
        String oldest = status.path("oldest_pending_at").asText("");
        if (oldest.isEmpty() || oldest.equals("null") || balance.missing() == 0) {
            return 0;
        }
        return Math.max(
                0, Duration.between(Instant.parse(oldest), Instant.now()).toSeconds());
    }

    private Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
