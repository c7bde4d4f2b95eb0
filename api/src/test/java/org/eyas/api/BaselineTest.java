package org.eyas.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;

/** The api against the jar that is kept in cnf/baseline. */
class BaselineTest {
  private static final File KEPT = new File("../cnf/baseline/org.eyas.api-0.1.0.jar");
  private static final String REMOVED = "org/eyas/api/alert/InternalAlerts.class";

  private static Jar kept() throws Exception {
    return new Jar(KEPT);
  }

  private static Jar withoutAClass() throws Exception {
    Jar jar = kept();
    assertNotNull(jar.remove(REMOVED), REMOVED);
    return jar;
  }

  /** Gives the package of the removed class a version. */
  private static Jar versioned(Jar jar, String version) throws Exception {
    Manifest manifest = jar.getManifest();
    Attributes main = manifest.getMainAttributes();
    String before = main.getValue("Export-Package");
    String raised = before.replaceFirst("(org\\.eyas\\.api\\.alert;[^,]*?version=\")[0-9.]+\"", "$1" + version + '"');
    main.putValue("Export-Package", raised);
    jar.setManifest(manifest);
    return jar;
  }

  /** The classes of this build as bnd packs them. */
  private static Jar current() throws Exception {
    Jar classes = new Jar(new File("target/classes"));
    try (Analyzer analyzer = new Analyzer(classes)) {
      analyzer.setBundleSymbolicName("org.eyas.api");
      classes.setManifest(analyzer.calcManifest());
      analyzer.setJar((Jar) null);
    }
    return classes;
  }

  @Test
  void everyChangeOfTheApiHasRaisedTheVersionOfItsPackage() throws Exception {
    try (Jar newer = current(); Jar older = kept()) {
      assertEquals(List.of(), ApiDifferences.problems(newer, older),
          "the api differs from " + KEPT.getName() + "; see docs/adr/0098-names-rooms-and-walls.md");
    }
  }

  @Test
  void aBreakNeedsTheNextMinorVersion() throws Exception {
    String problem = "org.eyas.api.alert has a break: set @Version(\"0.2.0\") in its package-info.java";
    for (Map.Entry<String, List<String>> each : Map.of(
        "0.1.0", List.of(problem), "0.1.9", List.of(problem), "0.2.0", List.<String>of(), "1.0.0", List.<String>of())
        .entrySet()) {
      try (Jar newer = versioned(withoutAClass(), each.getKey()); Jar older = kept()) {
        assertEquals(each.getValue(), ApiDifferences.problems(newer, older), each.getKey());
      }
    }
  }

  @Test
  void anAdditionNeedsTheNextMicroVersion() throws Exception {
    String problem = "org.eyas.api.alert has an addition: set @Version(\"0.1.1\") in its package-info.java";
    for (Map.Entry<String, List<String>> each : Map.of(
        "0.1.0", List.of(problem), "0.1.1", List.<String>of(), "0.2.0", List.<String>of()).entrySet()) {
      try (Jar newer = versioned(kept(), each.getKey()); Jar older = withoutAClass()) {
        assertEquals(each.getValue(), ApiDifferences.problems(newer, older), each.getKey());
      }
    }
  }

  @Test
  void aPackageCannotDisappear() throws Exception {
    try (Jar newer = kept(); Jar older = kept()) {
      newer.getManifest().getMainAttributes().putValue("Export-Package",
          newer.getManifest().getMainAttributes().getValue("Export-Package").replaceFirst("org\\.eyas\\.api\\.alert;.*?\",", ""));
      newer.removePrefix("org/eyas/api/alert");
      assertEquals(List.of("org.eyas.api.alert is missing"), ApiDifferences.problems(newer, older));
    }
  }
}
