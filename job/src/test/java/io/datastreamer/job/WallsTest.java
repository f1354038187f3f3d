package io.datastreamer.job;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Checks the dependencies between the job's packages: which stage knows what. */
@AnalyzeClasses(packages = "io.datastreamer", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    private static final String JOB = "io.datastreamer.job.";
    private static final String FLINK = "org.apache.flink..";
    private static final String KAFKA = "org.apache.kafka..";
    private static final String CONNECTORS = "io.datastreamer.connectors..";

    private static final DescribedPredicate<JavaClass> STAGES =
            resideInAnyPackage(in("ingest"), in("decode"), in("mediate"), in("enrich"), in("normalize"), in("deliver"));

    @ArchTest
    static final ArchRule stagesKnowNoOtherStage = slices().matching(JOB + "(*)..")
            .that(describe(
                    "are stages",
                    slice -> slice.getNamePart(1).matches("ingest|decode|mediate|enrich|normalize|deliver")))
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule recordsKnowNoStage = noClasses()
            .that()
            .resideInAPackage(in("record"))
            .should()
            .dependOnClassesThat(resideInAPackage("io.datastreamer..")
                    .and(not(resideInAnyPackage(in("record"), in("serial"), "io.datastreamer.contract"))));

    @ArchTest
    static final ArchRule formatsOfValuesKnowNothingElse = noClasses()
            .that()
            .resideInAnyPackage(in("serial"), in("uid"))
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.datastreamer..").and(not(resideInAnyPackage(in("serial"), in("uid")))));

    @ArchTest
    static final ArchRule rejectsKnowRecordsOnly = noClasses()
            .that()
            .resideInAPackage(in("reject"))
            .should()
            .dependOnClassesThat(resideInAPackage("io.datastreamer..")
                    .and(not(resideInAnyPackage(
                            in("reject"), in("record"), in("serial"), in("metrics"), "io.datastreamer.contract"))));

    @ArchTest
    static final ArchRule metricsKnowNothingElse = noClasses()
            .that()
            .resideInAPackage(in("metrics"))
            .should()
            .dependOnClassesThat(resideInAPackage("io.datastreamer..").and(not(resideInAPackage(in("metrics")))));

    @ArchTest
    static final ArchRule optionsKnowNothingElse = noClasses()
            .that()
            .resideInAPackage(in("config"))
            .should()
            .dependOnClassesThat(resideInAPackage("io.datastreamer..")
                    .and(not(resideInAnyPackage(in("config"), "io.datastreamer.options"))));

    @ArchTest
    static final ArchRule onlyIngestReadsOptions = noClasses()
            .that(STAGES.and(not(resideInAPackage(in("ingest")))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(in("config"));

    @ArchTest
    static final ArchRule onlyIngestAndThePlaceKnowKafka = noClasses()
            .that()
            .resideOutsideOfPackages(in("ingest"), "io.datastreamer.connectors.kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(KAFKA, "org.apache.flink.connector..");

    @ArchTest
    static final ArchRule onlyDeliverKnowsConnectors = noClasses()
            .that(resideInAPackage("io.datastreamer.job..")
                    .and(not(resideInAPackage(in("deliver"))))
                    .and(not(belongToA(".*\\.(HttpConnectors|IntegrationOptions)"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CONNECTORS);

    @ArchTest
    static final ArchRule theJournalIsPlainExceptForItsSerializers = noClasses()
            .that(resideInAPackage(in("deliver.journal")).and(not(belongToA(".*\\.journal\\.\\w+Serializer"))))
            .should()
            .dependOnClassesThat(resideInAnyPackage(FLINK, in("record"), in("serial")));

    /** From the bottom up: no package knows one above it. */
    @ArchTest
    static final ArchRule deliverHasAnOrder = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("frame")
            .definedBy(in("deliver.frame"))
            .layer("journal")
            .definedBy(in("deliver.journal"))
            .layer("ledger")
            .definedBy(in("deliver.ledger"))
            .layer("time")
            .definedBy(in("deliver.time"))
            .layer("lane")
            .definedBy(in("deliver.lane"))
            .layer("schedule")
            .definedBy(in("deliver.schedule"))
            .layer("status")
            .definedBy(in("deliver.status"))
            .layer("engine")
            .definedBy(in("deliver.engine"))
            .layer("operator")
            .definedBy(JOB + "deliver")
            .whereLayer("frame")
            .mayNotAccessAnyLayer()
            .whereLayer("time")
            .mayNotAccessAnyLayer()
            .whereLayer("journal")
            .mayOnlyAccessLayers("frame")
            .whereLayer("ledger")
            .mayOnlyAccessLayers("frame", "journal")
            .whereLayer("lane")
            .mayOnlyAccessLayers("frame", "journal", "ledger", "time")
            .whereLayer("schedule")
            .mayOnlyAccessLayers("lane", "time")
            .whereLayer("status")
            .mayOnlyAccessLayers("journal", "lane")
            .whereLayer("operator")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule theEngineIsPlain = noClasses()
            .that()
            .resideInAnyPackage(
                    in("deliver.frame"),
                    in("deliver.ledger"),
                    in("deliver.time"),
                    in("deliver.lane"),
                    in("deliver.schedule"),
                    in("deliver.status"),
                    in("deliver.engine"))
            .should()
            .dependOnClassesThat(resideInAnyPackage(FLINK, in("record"), in("serial")));

    @ArchTest
    static final ArchRule deliverTouchesFlinkInNinePlaces = noClasses()
            .that(
                    resideInAPackage(JOB + "deliver")
                            .and(
                                    not(
                                            belongToA(
                                                    ".*\\.(Deliver|DeliverMetrics|DeliverOperator|DeliverOperatorFactory|JournalKeys|KeyedStores|CursorSerializer|DayCountsSerializer|LedgerWire)"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(FLINK);

    @ArchTest
    static final ArchRule fewTouchFlinksOperators = noClasses()
            .that(not(resideInAPackage(JOB + "deliver")).and(not(belongToA(".*\\.(EnrichOperator|NumberRuns)"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink.streaming.runtime..");

    /** One class wires the stages; few others know any of them. */
    @ArchTest
    static final ArchRule onlyTheMapKnowsStages = noClasses()
            .that(
                    resideInAPackage("io.datastreamer.job")
                            .and(
                                    not(
                                            belongToA(
                                                    ".*\\.(StreamerTopology|StreamerJob|Assembly|LocalRun|OutputRecords|HttpConnectors|SourceFormats|FileDecoding|DecodeCommand)"))))
            .should()
            .dependOnClassesThat(STAGES);

    @ArchTest
    static final ArchRule onlyTheTopologyWiresDecodeEnrichAndNormalize = noClasses()
            .that(resideInAPackage("io.datastreamer.job")
                    .and(not(belongToA(".*\\.(StreamerTopology|Assembly|FileDecoding)"))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(in("decode"), in("enrich"), in("normalize"));

    @ArchTest
    static final ArchRule nobodyKnowsTheMap = noClasses()
            .that()
            .resideInAPackage(JOB + "*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.datastreamer.job");

    @ArchTest
    static final ArchRule contractAndConnectorsKnowNothingOfTheJob = noClasses()
            .that()
            .resideInAnyPackage("io.datastreamer.contract..", CONNECTORS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FLINK, "io.datastreamer.job..");

    @ArchTest
    static final ArchRule theContractKnowsJacksonOnly = classes()
            .that()
            .resideInAPackage("io.datastreamer.contract..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.datastreamer.contract..", "java..", "com.fasterxml.jackson..", "org.jspecify..");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles = slices().matching("io.datastreamer.(**)")
            .that(describe("are of the job", slice -> slice.getNamePart(1).startsWith("job")))
            .should()
            .beFreeOfCycles();

    private static String in(String stage) {
        return JOB + stage + "..";
    }

    /** A class of this name, or one within it. */
    private static DescribedPredicate<JavaClass> belongToA(String name) {
        return belongTo(nameMatching(name));
    }
}
