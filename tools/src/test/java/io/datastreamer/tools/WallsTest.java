package io.datastreamer.tools;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Checks which packages and libraries the packages of this module may use. */
@AnalyzeClasses(packages = "io.datastreamer.tools", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.datastreamer.(**)").should().beFreeOfCycles();

    /** The tools know the product only from outside, like a customer. */
    @ArchTest
    static final ArchRule knowsNothingOfTheProduct = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.datastreamer.contract..",
                    "io.datastreamer.connectors..",
                    "io.datastreamer.job..",
                    "io.datastreamer.portal..",
                    "io.datastreamer.testbed..");
}
