package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.testkit.LocalPorts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packages that {@code dist/package} builds, and the programs in them. */
class PackagesTest {
  private static final String SIGNER = "test@example.org";
  private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

  /** Bytes; 46 MB. */
  private static final long LARGEST = 46_000_000;

  @TempDir private static Path folder;
  private static Packages packages;
  private static Path home;

  @BeforeAll
  static void build() throws Exception {
    packages = Packages.get();
    home = packages.unpackedArchive(folder);
  }

  @AfterAll
  static void removeTools() throws IOException {
    Tools.remove(Files.createDirectories(folder.resolve("bin")));
  }

  /** The program of the archive, on a machine without another Java. */
  private static Program packaged(String... arguments) throws IOException {
    return Program.of(home.resolve("bin/eyas"), arguments)
        .with("PATH", Tools.in(folder.resolve("bin")))
        .with("JAVA_HOME", "")
        .with("EYAS_JVM_DIR", "/none");
  }

  @Test
  void aSecondBuildWithTheSameRuntimeHasTheSameBytesAndSignaturesIfAKeyIsGiven() throws Exception {
    for (String tool : List.of("gpg", "gpg-agent")) {
      assumeTrue(Packages.isThere(tool), () -> "there is no " + tool + ": nothing is signed (apt-get install gpg gpg-agent)");
    }
    Path keys = Files.createDirectory(folder.resolve("keys"), PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Program key = Program.of("gpg", "--batch", "--passphrase", "", "--quick-generate-key", SIGNER).with("GNUPGHOME", keys);
    assertEquals(0, key.run().exitCode());
    Path again = folder.resolve("again");
    Packages second =
        Packages.build(
            "amd64", again, Map.of("GNUPGHOME", keys, "EYAS_SIGNING_KEY", SIGNER), "--like",
            packages.named(".tar.gz").toString());
    assertEquals(packages.checksums(), second.checksums());
    Program verify = Program.of("gpg", "--verify", again.resolve("SHA256SUMS.asc").toString()).with("GNUPGHOME", keys);
    assertEquals(0, verify.run().exitCode());
  }

  @Test
  void theArchiveRunsAllBundlesWithItsOwnRuntime() throws Exception {
    Path socket = folder.resolve("socket");
    try (EyasRun run = new EyasRun(() -> folder)) {
      run.start(
          packaged("-o", "engine.kind=nodriver", "-o", "eyas.control.socket=" + socket, "-o", "log_syslog=false")
              .and("-o", "webserver.enabled=false", "-o", "eyas.console.enabled=true", "-o",
                  "eyas.console.port=" + LocalPorts.free())
              .and("-o", "eyas.console.accounts=" + folder.resolve("accounts"), "-o",
                  "eyas.audit.file=" + folder.resolve("audit"))
              .and("-o", "grpc.enabled=true", "-o", "grpc.bind_address=unix://" + folder.resolve("grpc")));
      run.await("the console", () -> run.err().contains("Console: "));
      List<String> bundles = packaged("bundles", "--json", "--socket", socket.toString()).run().out().lines().toList();
      assertTrue(bundles.size() > 30, bundles::toString);
      bundles.forEach(PackagesTest::assertActive);
      assertTrue(run.err().contains("Starting gRPC server"), run::err);
    }
  }

  private static void assertActive(String bundle) {
    var properties = JsonParser.parseString(bundle).getAsJsonObject();
    // The API of servlets has no code to start.
    assertTrue(List.of("active", "resolved").contains(properties.get("state").getAsString()), bundle);
  }

  @Test
  void everyNativeFileIsForThisProcessor() throws Exception {
    Map<String, Integer> found = NativeFiles.below(home);
    assertEquals(Set.of(NativeFiles.X86_64, NativeFiles.BPF), Set.copyOf(found.values()), found::toString);
    List<String> probes = found.keySet().stream().filter(name -> name.endsWith(".o")).toList();
    assertEquals(List.of("bundles/org.eyas.driver.ebpf.jar!org/eyas/driver/ebpf/probe.x86.o"), probes);
  }

  @Test
  void theCacheOfTheBuildIsValidWhereverTheArchiveIsUnpacked() throws Exception {
    Path log = folder.resolve("classes");
    Program.Result result =
        packaged("-L", "-o", "engine.kind=nodriver").with("EYAS_JAVA_OPTS", "-Xlog:class+load=info:file=" + log).run();
    assertEquals(0, result.exitCode(), result::err);
    List<String> classes = Files.readAllLines(log);
    long cached = classes.stream().filter(line -> line.contains("shared objects file")).count();
    assertTrue(cached > classes.size() / 2, cached + " of " + classes.size() + " classes are from the cache");
  }

  @Test
  void theBillOfMaterialsNamesTheLibrariesAndTheRuntime() throws Exception {
    Path bill = home.resolve("share/doc/eyas/eyas.cdx.json");
    assertEquals(-1, Files.mismatch(bill, packages.named(home.getFileName() + "-amd64.cdx.json")), "the one beside the packages");
    List<String> names = components(bill);
    for (String library : List.of("org.apache.felix.framework", "snakeyaml", "jna", "grpc-netty",
        "org.apache.felix.http.jetty12", "openjdk")) {
      assertTrue(names.contains(library), () -> library + " is not one of " + names);
    }
    assertFalse(names.contains("libc6"), "that belongs to the system");
  }

  @Test
  void theBillOfTheImageNamesTheLibrariesOfDebianToo() throws Exception {
    List<String> names = components(packages.named(".oci.cdx.json"));
    for (String library : List.of("snakeyaml", "openjdk", "libc6", "libbpf1")) {
      assertTrue(names.contains(library), () -> library + " is not one of " + names);
    }
  }

  private static List<String> components(Path file) throws IOException {
    JsonObject bill = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    assertEquals("CycloneDX", bill.get("bomFormat").getAsString());
    List<JsonObject> components = bill.getAsJsonArray("components").asList().stream().map(JsonElement::getAsJsonObject).toList();
    components.forEach(component -> assertTrue(component.has("version") && component.has("purl"), component::toString));
    return components.stream().map(component -> component.get("name").getAsString()).toList();
  }

  @Test
  void eachPackageHasTheBillOfItsOwnLibraries() throws Exception {
    List<String> ofProgram = components(inside(packages.named(".deb"), "usr/share/doc/eyas/eyas.cdx.json"));
    Path bill = inside(packages.ofOutputs(".deb"), "usr/share/doc/eyas-outputs/eyas-outputs.cdx.json");
    assertEquals(-1, Files.mismatch(bill, packages.ofOutputs(".cdx.json")), "the one beside the packages");
    List<String> ofOutputs = components(bill);
    for (String library : List.of("grpc-netty", "netty-handler", "kafka-clients")) {
      assertTrue(ofOutputs.contains(library) && !ofProgram.contains(library), library);
    }
    for (String library : List.of("openjdk", "jna", "org.apache.felix.http.jetty12")) {
      assertTrue(!ofOutputs.contains(library) && ofProgram.contains(library), library);
    }
  }

  private static Path inside(Path deb, String file) throws Exception {
    Path unpacked = folder.resolve(deb.getFileName() + ".files");
    assertEquals(0, Program.of("dpkg-deb", "-x", deb.toString(), unpacked.toString()).run().exitCode());
    return unpacked.resolve(file);
  }

  @Test
  void theOutputsAreInAPackageOfTheirOwnAndTheOtherIsSmall() throws Exception {
    Path deb = packages.named(".deb");
    assertTrue(Files.size(deb) <= LARGEST, deb + ": " + Files.size(deb) + " bytes");
    Path rpm = packages.named(".rpm");
    assertTrue(Files.size(rpm) <= LARGEST, rpm + ": " + Files.size(rpm) + " bytes");
    List<String> all = Program.of("dpkg-deb", "-c", packages.ofOutputs(".deb").toString()).run().out().lines().toList();
    List<String> jars = all.stream().filter(line -> line.endsWith(".jar")).map(line -> line.replaceFirst(".* ", "")).toList();
    assertEquals(
        List.of("./usr/lib/eyas/bundles/grpc/org.eyas.output.grpc.jar", "./usr/lib/eyas/bundles/kafka/org.eyas.output.kafka.jar"),
        jars);
    String listed = Program.of("rpm", "-qlp", packages.ofOutputs(".rpm").toString()).run().out();
    jars.forEach(jar -> assertTrue(listed.contains(jar.substring(1)), listed));
    String rest = Program.of("rpm", "-qlp", rpm.toString()).run().out();
    assertFalse(rest.contains("bundles/grpc") || rest.contains("bundles/kafka"), rest);
  }

  @Test
  void thePackageOfTheOutputsNeedsTheSameVersionAndReplacesFilesOfOlderOnes() throws Exception {
    String control = Program.of("dpkg-deb", "-f", packages.ofOutputs(".deb").toString()).run().out();
    String version = Program.of("dpkg-deb", "-f", packages.named(".deb").toString(), "Version").run().out().strip();
    assertTrue(control.contains("\nDepends: eyas (= " + version + ")\n"), control);
    assertTrue(control.contains("\nBreaks: eyas (<< 0.2.0~)\nReplaces: eyas (<< 0.2.0~)\n"), control);
    String rpm = packages.ofOutputs(".rpm").toString();
    String needed = Program.of("rpm", "-qp", "--requires", "--obsoletes", rpm).run().out();
    assertTrue(needed.contains("eyas = " + version + "-1\n") && needed.contains("eyas < 0.2.0~\n"), needed);
  }

  @Test
  void packagesNameNoHomePageWhileThereIsNone() throws Exception {
    for (Path deb : List.of(packages.named(".deb"), packages.ofOutputs(".deb"))) {
      assertEquals("", Program.of("dpkg-deb", "-f", deb.toString(), "Homepage").run().out().strip());
    }
    for (Path rpm : List.of(packages.named(".rpm"), packages.ofOutputs(".rpm"))) {
      assertEquals("(none)", Program.of("rpm", "-qp", "--queryformat", "%{URL}", rpm.toString()).run().out());
    }
  }

  @Test
  void theRpmNamesItsLibraryAndHasTheSameFiles() throws Exception {
    String rpm = packages.named(".rpm").toString();
    Program.Result described = Program.of("rpm", "-qip", rpm).run();
    assertTrue(described.out().contains("Name        : eyas"), described::toString);
    String required = Program.of("rpm", "-qRp", rpm).run().out();
    assertTrue(required.contains("libbpf.so.1"), required);
    assertTrue(required.contains("glibc >= " + glibc()), required);
    List<String> files = Program.of("rpm", "-qlp", rpm).run().out().lines().toList();
    assertTrue(files.containsAll(List.of("/usr/bin/eyas", "/etc/eyas/eyas.yaml", "/usr/lib/eyas/runtime/bin/java")),
        files::toString);
  }

  /** The newest version of glibc of which a function of the run-time is. */
  private static String glibc() throws Exception {
    String command =
        "objdump -T $(find runtime -name '*.so' -o -name java -type f) | grep -oE 'GLIBC_[0-9.]+' | sort -uV | tail -n 1";
    String version = Program.of("sh", "-c", command).in(home).run().out().strip();
    assertTrue(version.startsWith("GLIBC_2."), version);
    return version.substring("GLIBC_".length());
  }

  @Test
  void theDebianPackageDependsOnTheLibrariesOfItsRuntime() throws Exception {
    String depends = Program.of("dpkg-deb", "-f", packages.named(".deb").toString(), "Depends").run().out();
    assertTrue(depends.contains("libc6 (>= " + glibc() + ")"), depends);
    Program.Result linked = Program.of("sh", "-c", "ldd runtime/lib/*.so runtime/bin/java").in(home).run();
    assertEquals(linked.out().contains("libz.so.1"), depends.contains("zlib1g"), depends);
  }

  @Test
  void aFolderWithOtherFilesIsNotEmptied() throws Exception {
    Path wrong = Files.createDirectory(folder.resolve("home"));
    Files.writeString(wrong.resolve("letter"), "dear");
    Files.writeString(wrong.resolve("SHA256SUMS"), "");
    Program.Result result =
        Packages.command("--no-build", "--to", wrong.toString()).run();
    assertEquals(1, result.exitCode(), result::toString);
    assertTrue(result.err().contains("has other files than packages, such as letter: name an empty folder"), result::err);
    assertEquals("dear", Files.readString(wrong.resolve("letter")));
    assertTrue(Files.exists(wrong.resolve("SHA256SUMS")));
  }

  @Test
  void thePackageHasTheManualPagesTheCompletionAndTheDashboards() throws Exception {
    String files = Program.of("dpkg-deb", "-c", packages.named(".deb").toString()).run().out();
    List<String> wanted =
        List.of(
            "man/man1/eyas.1.gz", "man/man1/eyas-rules.1.gz", "bash-completion/completions/eyas",
            "eyas/dashboards/kibana-saved-objects.ndjson", "eyas/dashboards/grafana-dashboard.json");
    for (String file : wanted) {
      assertTrue(files.contains("./usr/share/" + file), file + " is missing from " + files);
    }
    assertFalse(files.contains("eyas.aot.config"), files);
  }
}
