package org.eyas.launcher.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each package of a module sees exactly the packages of its line in {@code cnf/packages.tsv}. The modules of the engine and
 * {@code bundles/core} count as one module; between other modules, pom.xml and the imports of bundles are the walls.
 * {@code -Dpackages.write=true} writes the table again.
 */
class PackageWallsTest {
  private static final Path TABLE = Documents.ROOT.resolve("cnf/packages.tsv");
  private static final int MOST_CLASSES = 40;

  /** Modules that no bundle sees, and that are built after this test. */
  private static final Pattern LATER = Pattern.compile("dist|test/itests|test/bench|examples/.*");
  private static final Pattern MODULE = Pattern.compile("<module>(.*)</module>");

  private static final Pattern TYPE = Pattern.compile("L(org/(?:eyas|osgi)/[\\w/]+)/[\\w$]+[;<]");
  private static final Pattern OSGI = Pattern.compile("org\\.osgi\\.(framework|service)(\\..*)?");

  /**
   * A compiled class.
   *
   * @param room its package
   * @param named the packages of Eyas and OSGi that its code, its descriptors and its annotations name
   */
  private record CompiledClass(String name, String room, Set<String> named) {
    static CompiledClass of(Path file) throws IOException {
      ClassModel model = ClassFile.of().parse(file);
      Set<String> named = new TreeSet<>();
      for (PoolEntry entry : model.constantPool()) {
        if (entry instanceof ClassEntry type) {
          addPackages("L" + type.asInternalName() + ";", named);
        } else if (entry instanceof Utf8Entry text) {
          addPackages(text.stringValue(), named);
        }
      }
      String own = model.thisClass().asInternalName();
      return new CompiledClass(own.substring(own.lastIndexOf('/') + 1), packageName(own.substring(0, own.lastIndexOf('/'))),
          named);
    }

    private static void addPackages(String text, Set<String> named) {
      TYPE.matcher(text).results().forEach(type -> named.add(packageName(type.group(1))));
    }

    private static String packageName(String folder) {
      return folder.replace('/', '.').replaceFirst("^org\\.eyas\\.", "");
    }
  }

  /** By module, or {@code engine} for all modules of the engine. */
  private static final Map<String, List<CompiledClass>> GROUPS = new TreeMap<>();

  @BeforeAll
  static void readsTheClassesOfAllModules() throws IOException {
    for (MatchResult found : MODULE.matcher(Files.readString(Documents.ROOT.resolve("pom.xml"))).results().toList()) {
      String module = found.group(1);
      Path classes = Documents.ROOT.resolve(module).resolve("target/classes");
      if (!LATER.matcher(module).matches()) {
        assumeTrue(Files.isDirectory(classes), () -> module + " is not compiled: run mvn compile");
        String group = module.matches("engine/.*|bundles/core") ? "engine" : module;
        GROUPS.computeIfAbsent(group, _ -> new ArrayList<>()).addAll(classes(classes));
      }
    }
  }

  private static List<CompiledClass> classes(Path folder) throws IOException {
    List<CompiledClass> classes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".class")).toList()) {
        classes.add(CompiledClass.of(file));
      }
    }
    return classes;
  }

  @Test
  void aPackageSeesExactlyThoseOfItsLine() throws IOException {
    Map<String, Set<String>> seen = new TreeMap<>();
    GROUPS.values().forEach(classes -> seen.putAll(seen(classes)));
    if (Boolean.getBoolean("packages.write")) {
      Files.write(TABLE, Stream.concat(Stream.of(heading()), lines(seen).stream()).toList());
    }
    List<String> table = Files.readAllLines(TABLE).stream().filter(line -> !line.startsWith("#")).toList();
    assertEquals("", differences(table, lines(seen)),
        "lines of cnf/packages.tsv, compared with the compiled classes of all modules");
  }

  private static String heading() throws IOException {
    try (Stream<String> lines = Files.lines(TABLE)) {
      return lines.takeWhile(line -> line.startsWith("#")).collect(Collectors.joining("\n"));
    }
  }

  @Test
  void noPackagesSeeEachOther() {
    Map<String, Set<String>> cycles = new TreeMap<>();
    GROUPS.values().forEach(classes -> cycles.putAll(cycles(seen(classes))));
    assertEquals(Map.of(), cycles, "packages that see each other, and those that lead from one cycle to another");
  }

  @Test
  void noPackageIsCrowded() {
    Map<String, Long> crowded = GROUPS.values().stream().flatMap(List::stream)
        .filter(type -> !type.name().contains("$") && !type.name().equals("package-info"))
        .collect(Collectors.groupingBy(CompiledClass::room, TreeMap::new, Collectors.counting()));
    assertTrue(crowded.size() > 150, () -> crowded.size() + " packages");
    crowded.values().removeIf(classes -> classes <= MOST_CLASSES);
    assertEquals(Map.of(), crowded, "packages with more than " + MOST_CLASSES + " classes");
  }

  @Test
  void onlyTheComponentsKnowOsgi() {
    List<String> found = GROUPS.getOrDefault("engine", List.of()).stream()
        .filter(type -> type.room().startsWith("engine.") || type.room().equals("core.metric"))
        .filter(type -> type.named().stream().anyMatch(name -> OSGI.matcher(name).matches()))
        .map(type -> type.room() + "." + type.name())
        .toList();
    assertEquals(List.of(), found, "classes of the engine that name OSGi; components are in other packages of bundles/core");
  }

  @Test
  void aLineThatIsMissingWrongOrLeftOverIsFound() {
    Map<String, Set<String>> seen = Map.of("a", Set.of("b", "c"), "b", Set.of(), "c", Set.of());
    assertEquals("", differences(List.of("a\tb c", "b\t", "c\t"), lines(seen)));
    assertEquals("remove: a\tb\nadd: a\tb c\nadd: b\t\nremove: d\t", differences(List.of("a\tb", "c\t", "d\t"), lines(seen)));
  }

  @Test
  void aCycleIsFoundWithoutItsUsers() {
    Map<String, Set<String>> seen = Map.of("a", Set.of("b"), "b", Set.of("c", "d"), "c", Set.of("b"), "d", Set.of());
    assertEquals(Map.of("b", Set.of("c"), "c", Set.of("b")), cycles(seen));
    assertEquals(Map.of(), cycles(Map.of("a", Set.of("b", "d"), "b", Set.of("d"), "d", Set.of())));
  }

  /** By package, the other packages of the same classes that it names. */
  private static Map<String, Set<String>> seen(List<CompiledClass> classes) {
    Map<String, Set<String>> seen = new TreeMap<>();
    classes.forEach(type -> seen.computeIfAbsent(type.room(), _ -> new TreeSet<>()).addAll(type.named()));
    seen.forEach((name, others) -> {
      others.retainAll(seen.keySet());
      others.remove(name);
    });
    return seen;
  }

  private static List<String> lines(Map<String, Set<String>> seen) {
    return new TreeMap<>(seen).entrySet().stream()
        .map(line -> line.getKey() + "\t" + String.join(" ", new TreeSet<>(line.getValue())))
        .toList();
  }

  private static String differences(Collection<String> table, Collection<String> lines) {
    Stream<String> removed = table.stream().filter(line -> !lines.contains(line)).map(line -> line + "\nremove: ");
    Stream<String> added = lines.stream().filter(line -> !table.contains(line)).map(line -> line + "\nadd: ");
    return Stream.concat(removed, added).sorted()
        .map(line -> line.substring(line.indexOf('\n') + 1) + line.substring(0, line.indexOf('\n')))
        .collect(Collectors.joining("\n"));
  }

  /** What remains after packages that lead into no cycle, and those that nothing leads to, are taken away again and again. */
  private static Map<String, Set<String>> cycles(Map<String, Set<String>> seen) {
    Map<String, Set<String>> open = new TreeMap<>();
    seen.forEach((name, others) -> open.put(name, new TreeSet<>(others)));
    boolean changed = true;
    while (changed) {
      Set<String> reached = open.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
      changed = open.entrySet().removeIf(line -> line.getValue().isEmpty() || !reached.contains(line.getKey()));
      open.values().forEach(others -> others.retainAll(open.keySet()));
    }
    return open;
  }
}
