package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image: its content, and a run under podman with the capabilities of the documentation. */
class ImageTest {
  /** Bytes; 66 MB. */
  private static final long LARGEST = 66_000_000;
  /** Of the layer that an update of Eyas changes. */
  private static final long LARGEST_UPDATE = 38_000_000;
  private static final Pattern SET_ID = Pattern.compile("^.{3}[sS]|^.{6}[sS]");

  private static final String OPENS_OF_JAVA = """
      - rule: Java opens
        desc: the engine, too, opens files, such as those of all processes when it starts
        condition: evt.type in (open, openat, openat2) and proc.exepath = /opt/eyas/runtime/bin/java
        output: java opens a file in %proc.pid.
        priority: INFO
      """;

  /** Options of podman for another user than root, who needs folders to write to. */
  private static final List<String> OF_A_USER =
      List.of(
          "--user", "65534:65534", "--tmpfs", "/tmp:mode=1777", "--tmpfs", "/var/lib/eyas:mode=777", "--tmpfs",
          "/var/log/eyas:mode=777", "--tmpfs", "/run/eyas:mode=777");

  @TempDir private static Path folder;
  private static Path image;

  @BeforeAll
  static void build() throws Exception {
    image = Packages.get().named(".oci.tar");
  }

  /** The lines of tar for the layers: permissions, owner, size, time, name. */
  private static List<String> files() throws Exception {
    List<String> all = new ArrayList<>();
    for (Path layer : Packages.get().layers(folder)) {
      all.addAll(files(layer));
    }
    return all;
  }

  private static List<String> files(Path layer) throws Exception {
    Program.Result listed = Program.of("tar", "-tvzf", layer.toString()).run();
    assertEquals(0, listed.exitCode(), listed::err);
    return listed.out().lines().toList();
  }

  private static List<String> names(Path layer, String pattern) throws Exception {
    return files(layer).stream().filter(line -> line.startsWith("-")).map(line -> line.replaceFirst(".* \\./", ""))
        .filter(name -> name.matches(pattern)).toList();
  }

  @Test
  void runTimeLibrariesAndProgramAreLayers() throws Exception {
    List<Path> layers = Packages.get().layers(folder);
    for (Path layer : layers) {
      System.out.println("layer: " + Files.size(layer) + " bytes");
    }
    assertEquals(3, layers.size());
    assertEquals(List.of(), names(layers.get(0), ".*\\.jar|etc/eyas/.*|.*\\.aot"));
    assertTrue(names(layers.get(0), "opt/eyas/runtime/lib/modules|usr/lib/libbpf.so.1").size() == 2, "run-time and libraries");
    assertEquals(List.of(), names(layers.get(1), ".*/org\\.eyas\\.[^/]*|(?!.*\\.jar$).*"));
    assertTrue(names(layers.get(1), "opt/eyas/lib/gson.jar|opt/eyas/bundles/jna.jar").size() == 2, "jars of others");
    List<String> program = names(layers.get(2), ".*");
    assertEquals(
        List.of(), program.stream().filter(name -> name.endsWith(".jar") && !name.contains("/org.eyas.")).toList());
    for (String file : List.of("etc/eyas/eyas.yaml", "opt/eyas/args", "opt/eyas/lib/eyas.aot",
        "opt/eyas/bundles/org.eyas.core.jar",
        "opt/eyas/bundles/grpc/org.eyas.output.grpc.jar", "opt/eyas/bundles/kafka/org.eyas.output.kafka.jar")) {
      assertTrue(program.contains(file), () -> file + " is not in " + program);
    }
    assertTrue(Files.size(layers.get(2)) <= LARGEST_UPDATE, Files.size(layers.get(2)) + " bytes");
  }

  @Test
  void anUpdateOfEyasChangesTheLayerOfTheProgramOnly() throws Exception {
    Path again = Files.createDirectory(folder.resolve("again"));
    Packages next =
        Packages.build(
            "amd64", again.resolve("packages"), Map.of("SOURCE_DATE_EPOCH", "1800000000"), "--like",
            Packages.get().named(".tar.gz").toString());
    List<String> before = Packages.get().layers(folder).stream().map(layer -> layer.getFileName().toString()).toList();
    List<String> after = next.layers(again).stream().map(layer -> layer.getFileName().toString()).toList();
    assertEquals(before.subList(0, 2), after.subList(0, 2));
    assertNotEquals(before.get(2), after.get(2));
  }

  @Test
  void itsLabelsSayWhatItIsAndOfWhichRevision() throws Exception {
    Packages.get().layers(folder);
    JsonObject configuration = Packages.configuration(folder.resolve("layout"));
    JsonObject labels = configuration.getAsJsonObject("config").getAsJsonObject("Labels");
    Map<String, String> found = new TreeMap<>();
    labels.entrySet().forEach(
        label -> found.put(label.getKey().replace("org.opencontainers.image.", ""), label.getValue().getAsString()));
    Path checkout = Dist.checkout();
    String revision = Program.of("git", "-C", checkout.toString(), "rev-parse", "HEAD").run().out().strip();
    assertEquals(revision, found.getOrDefault("revision", ""));
    assertEquals("eyas", found.get("title"));
    assertEquals(Dist.home().getFileName().toString().replace("eyas-", ""), found.get("version"));
    assertEquals("Apache-2.0", found.get("licenses"));
    assertEquals(configuration.get("created").getAsString(), found.get("created"));
    String pom = Files.readString(checkout.resolve("pom.xml"));
    assertTrue(pom.contains("<project.build.outputTimestamp>" + found.get("created") + "<"), found::toString);
    assertEquals(pom.contains("\n  <url>"), found.containsKey("source"), "a home page is named if there is one");
    assertTrue(pom.contains("\n  <description>" + found.get("description") + "</description>"), found::toString);
  }

  @Test
  void itContainsNoShellAndNothingThatGivesRights() throws Exception {
    List<String> files = files();
    files.forEach(System.out::println);
    assertTrue(files.stream().anyMatch(line -> line.endsWith("./opt/eyas/runtime/bin/java")), files::toString);
    for (String line : files) {
      assertFalse(line.matches(".*/(sh|bash|dash|busybox|apt|dpkg|rpm|su|sudo|.*\\.sh)$"), line);
      assertFalse(SET_ID.matcher(line).find(), line);
      assertFalse(line.charAt(0) != 'l' && line.charAt(8) == 'w', line);
    }
    List<String> programs = files.stream().filter(line -> line.startsWith("-rwx") && line.contains("/bin/")).toList();
    assertEquals(1, programs.size(), programs::toString);
  }

  @Test
  void itHasTheLicencesOfTheLibrariesThatItCopies() throws Exception {
    List<String> files = files();
    for (String name : List.of("libc6", "libbpf1", "zlib1g", "libelf1[a-z0-9]*")) {
      assertTrue(files.stream().anyMatch(line -> line.matches(".*/usr/share/doc/" + name + "/copyright")), name);
    }
  }

  @Test
  void itIsSmall() throws IOException {
    assertTrue(Files.size(image) <= LARGEST, Files.size(image) + " bytes");
  }

  private static void needPodman() {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can start containers that watch the machine");
    assumeTrue(Packages.isThere("podman") && Packages.isThere("runc"), "there is no podman or runc: the image does not run");
  }

  /** The mounts and the privilege are those of Falco's documentation; the container has a process namespace of its own. */
  @Test
  void theCommandLineOfFalcosImageWorksAndTheEngineDoesNotSeeItself() throws Exception {
    needPodman();
    Files.writeString(Files.createDirectories(folder.resolve("rules")).resolve("rules.yaml"), OPENS_OF_JAVA);
    Path podman = folder.resolve("podman-falco");
    try (EyasRun run = new EyasRun(() -> folder)) {
      String id = loaded(podman);
      run.start(
          Podman.in(podman)
              .and("run", "--rm", "--name", "engine", "--privileged", "--network", "none")
              .and("-v", "/proc:/host/proc:ro", "-v", "/etc:/host/etc:ro", "-v", folder.resolve("rules") + ":/rules:ro")
              .and(id, "-o", "log_syslog=false", "-r", "/rules/rules.yaml"));
      run.await("the probe", () -> run.err().contains("modern_ebpf works and is used"));
      Program.Result engine = Podman.in(podman).and("inspect", "--format", "{{.State.Pid}}", "engine").run();
      assertEquals(0, engine.exitCode(), engine::err);
      run.await("an alert about another process of the image", () -> {
        Podman.in(podman).and("exec", "engine", "/opt/eyas/runtime/bin/java", "@/opt/eyas/args", "--version").run();
        return !run.lines("out", "java opens a file in").isEmpty();
      });
      assertEquals(List.of(), run.lines("out", "java opens a file in " + engine.out().strip() + "."));
      assertFalse(run.err().contains("does not show the processes of the host"), run::err);
      run.process().destroy();
      run.awaitEnd();
    } finally {
      RuntimeDaemon.clean(podman);
    }
  }

  @Test
  void withoutTheHostsProcTheLogSaysWhatIsNotKnown() throws Exception {
    needPodman();
    Path podman = folder.resolve("podman-alone");
    try (EyasRun run = new EyasRun(() -> folder)) {
      String id = loaded(podman);
      run.start(Podman.in(podman).and("run", "--rm", "--privileged", "--network", "none").and(id, "-o", "log_syslog=false"));
      run.await("the line", () -> run.err().contains("/proc does not show the processes of the host: "));
      run.process().destroy();
      run.awaitEnd();
    } finally {
      RuntimeDaemon.clean(podman);
    }
  }

  @Test
  void itDetectsUnderPodmanWithItsCapabilitiesOnlyAndAReadOnlyRoot() throws Exception {
    assertDetects("as-root", List.of());
  }

  @Test
  void itDetectsAsAUserWithoutRightsOfItsOwn() throws Exception {
    assertDetects("as-user", OF_A_USER);
  }

  private static void assertDetects(String name, List<String> options) throws Exception {
    needPodman();
    Path program = Files.copy(Path.of("/bin/true"), folder.resolve("eyas-image-" + name));
    Path podman = folder.resolve("podman-" + name);
    try (EyasRun run = new EyasRun(() -> folder)) {
      String id = loaded(podman);
      run.start(
          Podman.in(podman)
              .and("run", "--rm", "--read-only", "--network", "none", "--pid", "host", "--cap-drop", "all")
              .and("--cap-add", "bpf,perfmon,sys_ptrace,dac_read_search")
              .and("-v", "/:/host:ro", "-v", "/sys:/sys:ro")
              .and(options)
              .and(id, "-o", "log_syslog=false"));
      run.await("the probe", () -> run.err().contains("modern_ebpf works and is used"));
      run.await("an alert", () -> {
        Program.of(program).run();
        return !run.lines("out", "exe=" + program).isEmpty();
      });
      run.process().destroy();
      run.awaitEnd();
    } finally {
      RuntimeDaemon.clean(podman);
    }
  }

  @Test
  void thePodForAuditEventsNeedsNeitherRootNorCapabilities() throws Exception {
    needPodman();
    KubernetesObjects chart =
        new KubernetesObjects(Files.readString(ChartTest.EXPECTED.resolve("k8saudit.yaml")));
    Path config = Files.createDirectories(folder.resolve("config"));
    Files.writeString(config.resolve("eyas.yaml"), chart.text("eyas", "eyas.yaml"));
    Path podman = folder.resolve("podman-audit");
    try (EyasRun run = new EyasRun(() -> folder)) {
      String id = loaded(podman);
      run.start(
          Podman.in(podman)
              .and("run", "--rm", "--read-only", "--network", "none", "--cap-drop", "all")
              .and("-v", config + ":/etc/eyas/config:ro")
              .and(OF_A_USER)
              .and(id, "-c", "/etc/eyas/config/eyas.yaml", "--disable-source", "syscall"));
      run.await("the receiver", () -> run.err().contains("Opening 'k8s_audit' source"));
      run.await("the web server", () -> run.err().contains("listening on 0.0.0.0:8765"));
      run.process().destroy();
      run.awaitEnd();
      assertFalse(run.err().contains("ermission denied"), run::err);
    } finally {
      RuntimeDaemon.clean(podman);
    }
  }

  private static String loaded(Path podman) throws Exception {
    Files.createDirectories(podman);
    Program.Result load = Podman.in(podman).and("load", "-q", "-i", image.toString()).run();
    assertEquals(0, load.exitCode(), load::err);
    return load.out().strip().replaceFirst("^Loaded image: ", "");
  }
}
