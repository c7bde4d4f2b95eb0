package org.eyas.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which package of the engine sees which: two columns that meet late (docs/ARCHITECTURE.md). */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.eyas.engine",
          "org.eyas.core");

  /** Each package and those that it may see; rooms of {@code compile} count as packages of their own. */
  private static final Map<String, List<String>> MAY_SEE = new LinkedHashMap<>();

  private static final List<String> COMPONENTS = new ArrayList<>();

  static {
    may("engine.text");
    may("engine.foreign");
    may("engine.signal");
    may("engine.schema");
    may("engine.decode", "schema");
    may("engine.guard", "foreign");
    may("engine.field", "foreign", "text", "schema", "decode");
    may("engine.describe", "text", "schema", "field");
    may("engine.syntax");
    may("engine.check", "syntax", "schema", "field");
    may("engine.compile.text", "syntax", "check", "schema", "field");
    may("engine.compile.node", "syntax", "check", "schema", "field", "compile.text");
    may("engine.compile.literal", "syntax", "check", "schema", "field", "compile.text", "compile.node");
    may("engine.compile.plan", "syntax", "check", "schema", "field", "compile.text", "compile.node", "compile.literal");
    may("engine.compile", "syntax", "check", "schema", "field", "compile.text", "compile.node", "compile.literal",
        "compile.plan");
    may("engine.generated", "check", "compile", "compile.node", "compile.text");
    may("engine.format", "syntax", "check", "compile.node", "schema", "field");
    may("engine.memory", "foreign", "schema", "syntax", "check", "compile", "compile.node", "format", "field");
    may("engine.rules", "syntax", "check", "compile.plan", "format", "memory", "field", "text");
    may("engine.auditpolicy", "syntax", "check", "format", "field", "rules");
    may("engine.pushdown", "syntax", "check", "compile", "compile.node", "format", "memory", "compile.plan", "compile.text",
        "schema", "field",
        "rules");
    may("engine.lint", "syntax", "schema", "field", "check", "rules", "pushdown");
    may("engine.explain", "syntax", "check", "compile", "compile.node", "format", "memory", "field", "rules");
    may("engine.state", "schema", "decode", "text");
    may("engine.recording", "schema", "decode", "state");
    may("engine.journal", "schema", "decode", "state");
    may("engine.completeness", "schema");
    may("engine.hold", "check", "compile", "format", "state");
    may(
        "engine.loop", "foreign", "signal", "completeness", "hold", "guard", "schema", "decode", "state", "recording", "journal",
        "field",
        "check",
        "compile", "compile.node",
        "generated", "format", "memory", "rules", "explain", "pushdown");
    may("engine.supervision", "loop");
    may("engine.trial", "signal", "journal", "state", "field", "rules", "loop", "explain", "supervision");
    may("engine.ruletest", "schema", "field", "check", "compile", "compile.node", "format", "memory", "rules", "loop",
        "explain", "pushdown");
    may("engine.dispatch", "text", "signal");
    may("engine.query");
    may("engine.archive", "signal", "dispatch", "query");
    may("engine.history", "loop", "query", "archive");
    may("engine.mute", "rules", "history", "archive");
    may("core.metric", "text", "state", "completeness", "hold", "memory", "loop", "rules", "dispatch");
    component("setting", "metric");
    component("part", "setting", "metric");
    component("output", "setting", "part");
    component("source", "setting", "part", "output", "metric");
    component("rule", "setting", "part", "output", "source");
    component("control", "setting", "part", "output", "source", "rule", "metric");
    component("report", "setting", "part", "output", "source", "rule", "metric");
    component("command", "setting", "part", "output", "source", "rule");
  }

  /** A package of components: it may see the whole engine, and these packages of core. */
  private static void component(String name, String... seen) {
    List<String> all = MAY_SEE.keySet().stream().filter(other -> other.startsWith("engine.")).toList();
    List<String> core = List.of(seen).stream().map("core."::concat).toList();
    COMPONENTS.add("org.eyas.core." + name);
    MAY_SEE.put("core." + name, Stream.concat(all.stream(), core.stream()).toList());
  }

  private static void may(String name, String... seen) {
    MAY_SEE.put(name, List.of(seen).stream().map(other -> other.startsWith("core.") ? other : "engine." + other).toList());
  }

  @Test
  void aPackageSeesOnlyThoseOfItsLine() {
    Map<String, Set<String>> forbidden = new TreeMap<>();
    MAY_SEE.forEach(
        (name, allowed) -> {
          Set<String> seen = new TreeSet<>(seenFrom(name));
          allowed.forEach(seen::remove);
          if (!seen.isEmpty()) {
            forbidden.put(name, seen);
          }
        });
    assertEquals(Map.of(), forbidden, "packages and what they see besides their line");
  }

  @Test
  void everyPackageHasItsLine() {
    Set<String> there = CLASSES.stream().map(ArchitectureTest::place).collect(Collectors.toCollection(TreeSet::new));
    there.removeAll(MAY_SEE.keySet());
    assertEquals(Set.of(), there, "packages without a line above");
  }

  private static Set<String> seenFrom(String name) {
    return CLASSES.stream()
        .filter(type -> place(type).equals(name))
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
        .filter(
            type -> type.getPackageName().startsWith("org.eyas.engine.") || type.getPackageName().startsWith("org.eyas.core."))
        .map(ArchitectureTest::place)
        .filter(place -> !place.equals(name))
        .collect(Collectors.toSet());
  }

  private static String place(JavaClass type) {
    return type.getPackageName().substring("org.eyas.".length());
  }

  @Test
  void noPackagesSeeEachOther() {
    slices().matching("org.eyas.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheComponentsKnowOsgi() {
    noClasses()
        .that()
        .resideOutsideOfPackages(COMPONENTS.toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.osgi.framework..", "org.osgi.service..")
        .check(CLASSES);
  }

  @Test
  void nothingPrintsOnStandardOutputPastTheOutputs() {
    noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err").check(CLASSES);
  }
}
