package io.datastreamer.connectors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Checks which packages and libraries the packages of this module may use. */
@AnalyzeClasses(packages = "io.datastreamer.connectors", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    /** Every other package of this module is an integration. */
    private static final Set<String> SHARED = Set.of(
            "aws",
            "document",
            "egress",
            "entra",
            "files",
            "form",
            "google",
            "http",
            "oauth",
            "secrets",
            "settings",
            "spi",
            "threads",
            "tls",
            "webhook");

    @ArchTest
    static final ArchRule knowsNothingOfFlinkAndTheJob = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.flink..", "io.datastreamer.job..", "io.datastreamer.portal..");

    @ArchTest
    static final ArchRule onlyEgressLooksUpNamesAndOpensSockets = noClasses()
            .that()
            .resideOutsideOfPackage("io.datastreamer.connectors.egress..")
            // a library's interface requires a socket; it gets none
            .and()
            .doNotHaveFullyQualifiedName("io.datastreamer.connectors.sftp.WireProxy")
            .should()
            .dependOnClassesThat(resideInAPackage("java.net")
                    .and(not(assignableTo(Throwable.class)))
                    // only represents an address as text
                    .and(not(equivalentTo(URI.class)))
                    .or(resideInAnyPackage("java.nio.channels..", "java.net.http..", "javax.net")));

    /** Kafka's classes for requests and records, but none of its clients: those dial by themselves. */
    @ArchTest
    static final ArchRule onlyThePlaceKnowsKafkaAndNobodyItsClients = noClasses()
            .that()
            .resideOutsideOfPackage("io.datastreamer.connectors.kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..")
            .orShould()
            .dependOnClassesThat(resideInAnyPackage("org.apache.kafka.clients..", "org.apache.kafka.common.network.."));

    @ArchTest
    static final ArchRule onlyThePlaceKnowsSsh = noClasses()
            .that()
            .resideOutsideOfPackage("io.datastreamer.connectors.sftp..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.jcraft.jsch..");

    /** Never this machine's own rights at AWS: no chain of providers, no profile, no instance metadata. */
    @ArchTest
    static final ArchRule onlyGivenCredentialsSign = noClasses()
            .should()
            .dependOnClassesThat(assignableTo(AwsCredentialsProvider.class)
                    .or(assignableTo(IdentityProvider.class))
                    .and(not(equivalentTo(AwsCredentialsProvider.class)))
                    .and(not(equivalentTo(IdentityProvider.class)))
                    .and(not(equivalentTo(StaticCredentialsProvider.class)))
                    .and(not(resideInAPackage("io.datastreamer.connectors.aws"))));

    @ArchTest
    static final ArchRule whatAllShareKnowsNoIntegration = noClasses()
            .that(resideInAPackageOf(SHARED))
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.datastreamer.connectors.*..").and(not(resideInAPackageOf(SHARED))));

    @ArchTest
    static final ArchRule egressStandsBelowAll = noClasses()
            .that()
            .resideInAPackage("io.datastreamer.connectors.egress..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.datastreamer.connectors.http..", "io.datastreamer.connectors.webhook..");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.datastreamer.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nobodyKnowsTheList = noClasses()
            .that()
            .resideInAPackage("io.datastreamer.connectors.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.datastreamer.connectors");

    @ArchTest
    static final ArchRule integrationsDoNotKnowEachOther = slices().matching("io.datastreamer.connectors.(*)..")
            .that(describe("are integrations", slice -> !SHARED.contains(slice.getNamePart(1))))
            .should()
            .notDependOnEachOther();

    private static DescribedPredicate<JavaClass> resideInAPackageOf(Set<String> names) {
        return resideInAnyPackage(names.stream()
                .map(name -> "io.datastreamer.connectors." + name + "..")
                .toArray(String[]::new));
    }
}
