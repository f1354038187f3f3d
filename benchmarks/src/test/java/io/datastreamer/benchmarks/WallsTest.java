package io.datastreamer.benchmarks;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The walls of this module. */
@AnalyzeClasses(packages = "io.datastreamer.benchmarks", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.datastreamer.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule reportsKnowNothingElse = noClasses()
            .that()
            .resideInAPackage("io.datastreamer.benchmarks.report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.datastreamer.job..", "io.datastreamer.tools..", "io.datastreamer.testbed..");
}
