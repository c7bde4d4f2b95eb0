package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the program uses its main thread and ends: bin/eyas and lib as shipped, with one bundle of the test. */
class MainThreadTest {
  private static final String COMPONENT =
      """
      <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="probe">
        <property name="main.thread" value="true"/>
        <service><provide interface="java.util.concurrent.Callable"/></service>
        <implementation class="org.eyas.itests.ProbeMain"/>
      </scr:component>
      """;

  @TempDir private Path home;

  @BeforeEach
  void makeDistribution() throws IOException {
    for (String folder : List.of("bin", "lib")) {
      Files.createDirectories(home.resolve(folder));
      try (Stream<Path> files = Files.list(Dist.home().resolve(folder))) {
        for (Path file : files.filter(file -> !file.toString().endsWith(".aot")).toList()) {
          Path copy = home.resolve(folder).resolve(file.getFileName());
          Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    Files.createDirectories(home.resolve("bundles"));
    Files.copy(Dist.home().resolve("bundles/org.apache.felix.scr.jar"), home.resolve("bundles/scr.jar"));
    writeProbe(home.resolve("bundles/probe.jar"));
  }

  private static void writeProbe(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Bundle-ManifestVersion", "2");
    attributes.putValue("Bundle-SymbolicName", "probe");
    attributes.putValue("Service-Component", "probe.xml");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        var bytes = MainThreadTest.class.getResourceAsStream("ProbeMain.class")) {
      out.putNextEntry(new ZipEntry("probe.xml"));
      out.write(COMPONENT.getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(new ZipEntry("org/eyas/itests/ProbeMain.class"));
      out.write(bytes.readAllBytes());
    }
  }

  private Program probe(String options) {
    return Program.of(home.resolve("bin/eyas")).with("EYAS_JAVA_OPTS", options);
  }

  @Test
  void exitsWithTheResult() throws Exception {
    assertEquals(new Program.Result(0, "done\n", ""), probe("-Dprobe=end").run());
    assertEquals(new Program.Result(1, "done\n", ""), probe("-Dprobe=end -Dprobe.result=1").run());
  }

  @Test
  void aUsersMistakeIsOneLine() throws Exception {
    assertEquals(new Program.Result(1, "", "Error: no such capture: x.scap\n"), probe("-Dprobe=user").run());
  }

  @Test
  void internalErrorSaysWhere() throws Exception {
    Program.Result result = probe("-Dprobe=fault").run();
    assertTrue(result.err().contains("at org.eyas.itests.ProbeMain.call"), result.err());
    assertTrue(result.err().endsWith("Error: a table is broken\n"), result.err());
    assertEquals(1, result.exitCode());
  }

  @Test
  void sigtermEndsTheMainThreadAndExitsWithZero() throws Exception {
    Path out = home.resolve("out");
    Process process = probe("-Dprobe=wait -Djava.io.tmpdir=" + storage()).start(out, home.resolve("err"));
    ConditionWait.until(process, () -> Files.readString(out).equals("waiting on main\n"), () -> "it does not wait");
    process.destroy();
    assertTrue(process.waitFor(10, TimeUnit.SECONDS), "it does not end");
    assertEquals(0, process.exitValue());
    assertEquals("", Files.readString(home.resolve("err")));
    try (Stream<Path> left = Files.list(storage())) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void saysWhatIsMissingIfNothingRequestsTheMainThread() throws Exception {
    Files.delete(home.resolve("bundles/scr.jar"));
    Program.Result result = probe("").run();
    assertEquals("Error: startup did not complete; the component runtime is missing\n", result.err());
    assertEquals(1, result.exitCode());
  }

  private Path storage() throws IOException {
    return Files.createDirectories(home.resolve("storage"));
  }
}
