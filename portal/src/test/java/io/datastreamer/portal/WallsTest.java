package io.datastreamer.portal;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Checks which packages and libraries the packages of this module may use. */
@AnalyzeClasses(packages = "io.datastreamer.portal", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchRule knowsNothingOfFlinkAndTheJob = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.flink..",
                    "io.datastreamer.job..",
                    "io.datastreamer.tools..",
                    "io.datastreamer.quickstart..",
                    "io.datastreamer.testbed..");

    @ArchTest
    static final ArchRule onlyTheStoreKnowsKafka = noClasses()
            .that()
            .resideOutsideOfPackage("io.datastreamer.portal.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule onlyAuthKnowsTokens = noClasses()
            .that()
            .resideOutsideOfPackage("io.datastreamer.portal.auth..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.nimbusds..");

    @ArchTest
    static final ArchRule storeAndAuthKnowNothingOfHttp = noClasses()
            .that()
            .resideInAnyPackage("io.datastreamer.portal.store..", "io.datastreamer.portal.auth..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.javalin..",
                    "jakarta.servlet..",
                    "org.eclipse.jetty..",
                    "io.datastreamer.portal.web..",
                    "io.datastreamer.portal.api..");

    @ArchTest
    static final ArchRule webKnowsNothingOfDataStreams = noClasses()
            .that()
            .resideInAnyPackage("io.datastreamer.portal.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.datastreamer.contract..",
                    "io.datastreamer.connectors..",
                    "io.datastreamer.portal.store..",
                    "io.datastreamer.portal.api..");

    /** Addresses that customers choose are dialled only by the connectors, which enforce the egress rules. */
    @ArchTest
    static final ArchRule nothingDials = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "okhttp3..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.Socket");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.datastreamer.(**)").should().beFreeOfCycles();
}
