package org.eyas.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The two columns of packages (docs/ARCHITECTURE.md): each package of core may use only packages above it in its column. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.eyas.core");

  private static final List<String> PACKAGES =
      List.of(
          "text", "foreign", "schema", "decode", "fault", "state", "recording", "journal", "field", "syntax", "check", "compile", "format",
          "rules", "engine", "explain", "ruletest", "describe", "dispatch", "history", "trial", "metric", "osgi");

  /** The packages of core that each package may import. */
  private static final Map<String, List<String>> ALLOWED =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("text", List.of()),
              Map.entry("foreign", List.of()),
              Map.entry("fault", List.of("foreign")),
              Map.entry("schema", List.of()),
              Map.entry("decode", List.of("schema")),
              Map.entry("state", List.of("schema", "decode", "text")),
              Map.entry("recording", List.of("schema", "decode", "state")),
              Map.entry("journal", List.of("schema", "decode", "state")),
              Map.entry("field", List.of("foreign", "text", "schema", "decode")),
              Map.entry("syntax", List.of()),
              Map.entry("check", List.of("syntax", "schema", "field")),
              Map.entry("compile", List.of("syntax", "check", "schema", "field")),
              Map.entry("format", List.of("syntax", "check", "compile", "schema", "field")),
              Map.entry("rules", List.of("syntax", "check", "compile", "format", "field", "text")),
              Map.entry("explain", List.of("syntax", "check", "compile", "format", "field", "rules")),
              Map.entry(
                  "ruletest",
                  List.of("schema", "field", "compile", "check", "format", "rules", "engine", "explain")),
              Map.entry("describe", List.of("text", "schema", "field")),
              Map.entry("dispatch", List.of("text")),
              Map.entry("history", List.of("engine")),
              Map.entry("trial", List.of("journal", "field", "rules", "engine", "explain")),
              Map.entry("metric", List.of("text", "state", "engine", "dispatch")),
              Map.entry(
                  "engine",
                  List.of(
                      "fault", "foreign", "schema", "decode", "state", "recording", "journal", "field", "compile", "check", "format", "rules",
                      "explain")),
              Map.entry("osgi", PACKAGES)));

  @Test
  void aPackageImportsOnlyPackagesAboveItInItsColumn() {
    ALLOWED.forEach(
        (name, allowed) -> {
          String[] forbidden =
              PACKAGES.stream()
                  .filter(other -> !other.equals(name) && !allowed.contains(other))
                  .map(other -> "org.eyas.core." + other + "..")
                  .toArray(String[]::new);
          if (forbidden.length > 0) {
            ArchRule rule =
                noClasses()
                    .that()
                    .resideInAPackage("org.eyas.core." + name + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .because("'" + name + "' sees only " + Arrays.toString(allowed.toArray()))
                    .allowEmptyShould(true);
            rule.check(CLASSES);
          }
        });
  }

  @Test
  void onlyTheComponentsUseOsgi() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.eyas.core.osgi..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.osgi.framework..", "org.osgi.service..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void onlyOutputsAndCommandsPrintOnStandardOutput() {
    noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err").check(CLASSES);
  }
}
