package io.surge;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.surge.kafka.ReadSettings;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.Source;
import org.junit.jupiter.api.Test;

/**
 * Flink keeps sources and coders in savepoints by Java serialisation. The next build reads them
 * only if their classes say that they are the same.
 */
class SavedClassesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.surge");

  @Test
  void whatSavepointsHoldHasAFixedSerialVersion() {
    classes()
        .that(
            are(
                DescribedPredicate.or(
                    JavaClass.Predicates.assignableTo(Coder.class),
                    JavaClass.Predicates.assignableTo(Source.class),
                    JavaClass.Predicates.assignableTo(ReadSettings.FromOptions.class))))
        .and()
        .areNotInterfaces()
        .should(declareTheirSerialVersion())
        .check(CLASSES);
  }

  private static ArchCondition<JavaClass> declareTheirSerialVersion() {
    return new ArchCondition<>("declare their serial version") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean declared = type.tryGetField("serialVersionUID").isPresent();
        events.add(new SimpleConditionEvent(type, declared, type.getName() + " does not"));
      }
    };
  }
}
