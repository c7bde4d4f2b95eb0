package org.eyas.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;

class MissingRequirementsTest {
  @TempDir Path temporary;

  private List<String> missing(TestJar jar) throws Exception {
    try (TestFramework framework = new TestFramework(temporary.resolve("storage"))) {
      BundleContext context = framework.context();
      return new MissingRequirements(context.getBundle(0))
          .missing(context.installBundle(jar.to(temporary, "x.jar").toUri().toString()));
    }
  }

  @Test
  void tellsPackagesWithTheirVersions() throws Exception {
    assertEquals(
        List.of(
            "the package org.nowhere [1.0.0,2.0.0), which no bundle exports",
            "the package org.any, which no bundle exports"),
        missing(
            TestJar.bundle("x", "1").header("Import-Package", "org.nowhere;version=\"[1,2)\",org.any,org.osgi.framework")));
  }

  @Test
  void tellsABundleAndAJavaThatAreNotThere() throws Exception {
    assertEquals(
        List.of(
            "the bundle org.other",
            "a different Java version, " + Runtime.version().feature() + ": (&(osgi.ee=JavaSE)(version=99))"),
        missing(
            TestJar.bundle("x", "1")
                .header("Require-Bundle", "org.other")
                .header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"")));
  }

  @Test
  void whatIsOptionalOrLooksForAServiceIsNotMissing() throws Exception {
    assertEquals(
        List.of(),
        missing(
            TestJar.bundle("x", "1")
                .header("Import-Package", "org.nowhere;resolution:=optional")
                .header("DynamicImport-Package", "org.later")
                .header("Require-Capability", "osgi.service;effective:=active;filter:=\"(objectClass=X)\"")));
  }
}
