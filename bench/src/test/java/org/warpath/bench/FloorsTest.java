package org.warpath.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import whom: only downwards, never in a circle. */
@AnalyzeClasses(
    packages = "org.warpath",
    importOptions = {ImportOption.DoNotIncludeTests.class, FloorsTest.NoTestFixtures.class})
class FloorsTest {

  /** Fixtures of the modules below come as jars of their own, or as folders if not packed yet. */
  static final class NoTestFixtures implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar") && !location.contains("/test-classes/");
    }
  }

  @ArchTest
  static final ArchRule importsGoDownwards =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("org.warpath..")
          .layer("kernels")
          .definedBy("org.warpath.kernels..")
          .layer("linalg")
          .definedBy("org.warpath.linalg..")
          .layer("fft")
          .definedBy("org.warpath.fft..")
          .layer("graph")
          .definedBy("org.warpath.graph..")
          .layer("nn")
          .definedBy("org.warpath.nn..")
          .layer("api")
          .definedBy("org.warpath.api..")
          .layer("bench")
          .definedBy("org.warpath.bench..")
          .whereLayer("bench")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("api")
          .mayOnlyBeAccessedByLayers("bench")
          .whereLayer("graph")
          .mayOnlyBeAccessedByLayers("api", "bench")
          .whereLayer("nn")
          .mayOnlyBeAccessedByLayers("api", "bench")
          .whereLayer("fft")
          .mayOnlyBeAccessedByLayers("api", "bench")
          .whereLayer("linalg")
          .mayOnlyBeAccessedByLayers("graph", "nn", "api", "bench");

  @ArchTest
  static final ArchRule packagesFormNoCircle =
      slices().matching("org.warpath.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule cudaIsSpokenOnlyInItsOwnRooms =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.warpath.kernels..",
              "org.warpath.linalg..cuda..",
              "org.warpath.fft..cuda..",
              // The bare libraries, to measure ours against.
              "org.warpath.bench.cuda..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jcuda..");

  @ArchTest
  static final ArchRule commandLineStaysInApi =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.warpath.kernels..",
              "org.warpath.fft..",
              "org.warpath.linalg..",
              "org.warpath.graph..",
              "org.warpath.nn..")
          .and()
          // The header of safetensors files is JSON.
          .resideOutsideOfPackage("org.warpath.nn.checkpoint..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("picocli..", "com.fasterxml.jackson..", "me.tongfei..");

  @ArchTest
  static final ArchRule clientStandsAlone =
      classes()
          .that()
          .resideInAPackage("org.warpath.api.client..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.warpath.api.client..", "java..", "com.fasterxml.jackson..", "org.jspecify..");

  /** A bundle has neither the service nor its libraries. */
  @ArchTest
  static final ArchRule nothingElseUsesTheService =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.warpath.api.service..", "org.warpath.bench.serving..")
          .and()
          .doNotHaveSimpleName("ServeCommand")
          .and()
          .doNotHaveSimpleName("KeysCommand")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.warpath.api.service..",
              "com.fasterxml.jackson.dataformat..",
              "com.github.benmanes..",
              "com.google.flatbuffers..",
              "io.github.bucket4j..",
              "io.javalin..",
              "io.micrometer..",
              "io.prometheus..",
              "jakarta..",
              "kotlin..",
              "org.apache.arrow..",
              "org.eclipse.jetty..",
              "org.sqlite..",
              "org.yaml..");
}
