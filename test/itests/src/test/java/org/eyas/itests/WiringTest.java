package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/** Checks the directions of imports between our bundles in their manifests. */
class WiringTest {
  private static final Pattern API_IMPORT = Pattern.compile("org\\.eyas\\.api\\.[a-z.]+;version=\"([^\"]+)\"");
  private static final Set<String> EXPORTERS = Set.of("org.eyas.api", "org.eyas.linux");

  static List<Path> ourBundles() throws IOException {
    return Dist.bundles().stream().filter(jar -> jar.getFileName().toString().startsWith("org.eyas.")).toList();
  }

  private static Attributes manifest(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes();
    }
  }

  private static String imports(Path jar) throws IOException {
    return String.valueOf(manifest(jar).getValue("Import-Package"));
  }

  @Test
  void theDistributionHasOurBundles() throws IOException {
    assertTrue(ourBundles().size() >= 7, () -> "only " + Dist.home());
  }

  @ParameterizedTest
  @MethodSource("ourBundles")
  void onlyApiAndLinuxExportPackages(Path jar) throws IOException {
    Attributes manifest = manifest(jar);
    if (!EXPORTERS.contains(manifest.getValue("Bundle-SymbolicName"))) {
      assertNull(manifest.getValue("Export-Package"), jar.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("ourBundles")
  void noBundleNamesAnotherOrStartsItself(Path jar) throws IOException {
    Attributes manifest = manifest(jar);
    for (String header : List.of("Require-Bundle", "DynamicImport-Package", "Bundle-Activator", "Fragment-Host")) {
      assertNull(manifest.getValue(header), jar + ": " + header);
    }
  }

  @ParameterizedTest
  @MethodSource("ourBundles")
  void noBundleImportsCoreOrASibling(Path jar) throws IOException {
    List<String> ours =
        Arrays.stream(imports(jar).split(","))
            .filter(name -> name.startsWith("org.eyas."))
            .filter(name -> !name.startsWith("org.eyas.api.") && !name.startsWith("org.eyas.linux."))
            .toList();
    assertTrue(ours.isEmpty(), () -> jar + " imports " + ours);
  }

  @ParameterizedTest
  @MethodSource("ourBundles")
  void eachBundleRefusesAnApiThatMayBreakIt(Path jar) throws IOException {
    Matcher imports = API_IMPORT.matcher(imports(jar));
    while (imports.find()) {
      VersionRange range = VersionRange.valueOf(imports.group(1));
      Version built = range.getLeft();
      assertTrue(range.includes(new Version(built.getMajor(), built.getMinor(), built.getMicro() + 1)), imports.group());
      assertFalse(range.includes(new Version(built.getMajor(), built.getMinor() + 1, 0)), imports.group());
    }
  }

  @ParameterizedTest
  @MethodSource("ourBundles")
  void noBundleNeedsANullAnnotationAtRunTime(Path jar) throws IOException {
    assertFalse(imports(jar).contains("org.jspecify"), jar.toString());
  }

  // They share a loader, which takes the first of two.
  @Test
  void classesOfTheSameNameInTwoJarsOfTheClassPathAreEqual() throws IOException {
    Map<String, Long> known = new HashMap<>();
    List<String> differing = new ArrayList<>();
    for (Path jar : classPath()) {
      for (JarEntry entry : classes(jar)) {
        Long other = known.putIfAbsent(entry.getName(), entry.getCrc());
        if (other != null && other != entry.getCrc()) {
          differing.add(entry.getName() + " of " + jar.getFileName());
        }
      }
    }
    assertTrue(known.size() > 1_000, () -> known.size() + " classes");
    assertEquals(List.of(), differing);
  }

  private static List<Path> classPath() throws IOException {
    List<Path> jars = new ArrayList<>();
    for (String folder : List.of("lib", "bundles")) {
      try (Stream<Path> files = Files.list(Dist.home().resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
      }
    }
    return jars;
  }

  private static List<JarEntry> classes(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().filter(entry -> !entry.getName().startsWith("META-INF") && entry.getName().endsWith(".class"))
          .toList();
    }
  }
}
