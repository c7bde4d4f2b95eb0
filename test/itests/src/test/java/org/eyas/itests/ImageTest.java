package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image: its content, and a run under podman with the capabilities of the documentation. */
class ImageTest {
  /** Bytes; 60 MB. */
  private static final long LARGEST = 60_000_000;
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

  /** The lines of tar for the layer: permissions, owner, size, time, name. */
  private static List<String> files() throws Exception {
    Path layout = Files.createDirectories(folder.resolve("layout"));
    assertEquals(0, Program.of("tar", "-C", layout.toString(), "-xf", image.toString()).run().exitCode());
    Program.Result layer = Program.of("sh", "-c", "tar -tvzf \"$(find blobs -size +1000k)\"").in(layout).run();
    assertEquals(0, layer.exitCode(), layer::err);
    return layer.out().lines().toList();
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
