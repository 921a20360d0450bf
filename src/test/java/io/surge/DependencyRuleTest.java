package io.surge;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class DependencyRuleTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.surge");

  private static final String ENTRY = "io.surge";
  private static final String DOMAIN = "io.surge.domain..";
  private static final String SLIDING = "io.surge.sliding..";
  private static final String TRANSFORMS = "io.surge.transforms..";
  private static final String KAFKA = "io.surge.kafka..";
  private static final String[] BESIDE_THE_JOB = {
    "io.surge.tools..", "io.surge.map..", "io.surge.bench.."
  };
  private static final String[] FLINK = {"org.apache.flink..", "org.apache.beam.runners.."};
  private static final String[] LANGUAGE = {"java..", "org.checkerframework..", "org.slf4j.."};
  private static final String[] BEAM = {"org.apache.beam.sdk..", "org.joda.time.."};

  @Test
  void theDomainKnowsOnlyJavaAndH3() {
    classes()
        .that()
        .resideInAPackage(DOMAIN)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(DOMAIN, "com.uber.h3core..").or(resideInAnyPackage(LANGUAGE)))
        .check(CLASSES);
  }

  @Test
  void slidingWindowsKnowOnlyBeam() {
    classes()
        .that()
        .resideInAPackage(SLIDING)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(SLIDING)
                .or(resideInAnyPackage(BEAM))
                .or(resideInAnyPackage(LANGUAGE)))
        .check(CLASSES);
  }

  @Test
  void transformsKnowOnlyBeamTheDomainAndSlidingWindows() {
    classes()
        .that()
        .resideInAPackage(TRANSFORMS)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(TRANSFORMS, DOMAIN, SLIDING)
                .or(resideInAnyPackage(BEAM))
                .or(resideInAnyPackage(LANGUAGE)))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(TRANSFORMS)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.beam.sdk.io.kafka..")
        .check(CLASSES);
  }

  @Test
  void kafkaIsTheOnlyPackageOfTheJobThatReadsAndWritesItAndJson() {
    noClasses()
        .that()
        .resideInAnyPackage(DOMAIN, SLIDING, TRANSFORMS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.kafka..", "org.apache.beam.sdk.io.kafka..", "com.fasterxml.jackson..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(KAFKA)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SLIDING, TRANSFORMS)
        .check(CLASSES);
  }

  @Test
  void onlyTheEntryOfTheJobKnowsFlink() {
    noClasses()
        .that()
        .resideInAnyPackage(DOMAIN, SLIDING, TRANSFORMS, KAFKA)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(FLINK)
        .check(CLASSES);
  }

  @Test
  void theJobKnowsNothingOfWhatIsBesideIt() {
    noClasses()
        .that(resideOutsideOfPackages(BESIDE_THE_JOB))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(BESIDE_THE_JOB)
        .check(CLASSES);
    noClasses()
        .that(resideOutsideOfPackages(BESIDE_THE_JOB))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("kafka..", "picocli..", "org.HdrHistogram..")
        .check(CLASSES);
  }

  @Test
  void nobodyOfTheJobKnowsItsEntry() {
    noClasses()
        .that(resideOutsideOfPackages(BESIDE_THE_JOB).and(not(resideInAnyPackage(ENTRY))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ENTRY)
        .check(CLASSES);
  }

  @Test
  void packagesDependOnEachOtherOneWay() {
    slices().matching("io.surge.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
