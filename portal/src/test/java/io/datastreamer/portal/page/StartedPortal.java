package io.datastreamer.portal.page;

import io.datastreamer.portal.Portal;
import io.datastreamer.portal.config.PortalSettings;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/** A portal in this JVM, as its options make it, and a broker of its own. */
final class StartedPortal implements AutoCloseable {
    private final KafkaClusterTestKit cluster;
    private final Portal portal;
    private final List<String> links;

    private StartedPortal(KafkaClusterTestKit cluster, Portal portal) {
        this.cluster = cluster;
        this.portal = portal;
        this.links = portal.loginLinks();
    }

    /** Starts both. Customers may name addresses of this machine, and have as many streams as the tests make. */
    static StartedPortal start(long organisationId) throws Exception {
        KafkaClusterTestKit cluster = new KafkaClusterTestKit.Builder(new TestKitNodes.Builder()
                        .setCombined(true)
                        .setNumBrokerNodes(1)
                        .setNumControllerNodes(1)
                        .build())
                .setConfigProp("offsets.topic.replication.factor", "1")
                .setConfigProp("offsets.topic.num.partitions", "1")
                .setConfigProp("transaction.state.log.replication.factor", "1")
                .setConfigProp("transaction.state.log.min.isr", "1")
                .setConfigProp("transaction.state.log.num.partitions", "1")
                .setConfigProp("group.initial.rebalance.delay.ms", "0")
                .build();
        cluster.format();
        cluster.startup();
        cluster.waitForReadyBrokers();
        Portal portal = new Portal(
                PortalSettings.parse(new String[] {
                    "--kafka.bootstrap-servers", cluster.bootstrapServers(),
                    "--topics.create", "true",
                    "--server.port", "0",
                    "--login.links", String.valueOf(organisationId),
                    "--limits.streams", "100",
                    "--limits.requests-per-minute", "100000",
                    "--limits.tests-per-minute", "100",
                    "--egress.allow", "127.0.0.0/8",
                    "--secrets.allow-plain", "true"
                }),
                Clock.systemUTC());
        portal.start();
        return new StartedPortal(cluster, portal);
    }

    String bootstrapServers() {
        return cluster.bootstrapServers();
    }

    String origin() {
        return portal.url();
    }

    /** The login link's place behind the origin; it is good once. */
    String loginPlace() {
        String link = links.get(0);
        return link.substring(link.indexOf("#/login/"));
    }

    @Override
    public void close() throws Exception {
        portal.close();
        cluster.close();
    }
}
