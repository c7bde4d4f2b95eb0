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

  @Test
  void itDetectsUnderPodmanWithItsCapabilitiesOnlyAndAReadOnlyRoot() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can start containers that watch the machine");
    assumeTrue(Packages.isThere("podman") && Packages.isThere("runc"), "there is no podman or runc: the image does not run");
    Path program = Files.copy(Path.of("/bin/true"), folder.resolve("eyas-image-run"));
    Path podman = folder.resolve("podman");
    try (EyasRun run = new EyasRun(() -> folder)) {
      String id = loaded(podman);
      run.start(
          Podman.in(podman)
              .and("run", "--rm", "--read-only", "--network", "none", "--pid", "host", "--cap-drop", "all")
              .and("--cap-add", "bpf,perfmon,sys_ptrace,dac_read_search")
              .and("-v", "/:/host:ro", "-v", "/sys:/sys:ro", "-e", "HOST_ROOT=/host")
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
    assumeTrue("root".equals(System.getProperty("user.name")), "only root starts containers here");
    assumeTrue(Packages.isThere("podman") && Packages.isThere("runc"), "there is no podman or runc: the image does not run");
    KubernetesObjects chart =
        new KubernetesObjects(Files.readString(ChartTest.EXPECTED.resolve("k8saudit.yaml")));
    Path config = Files.createDirectories(folder.resolve("config"));
    Files.writeString(config.resolve("eyas.yaml"), chart.text("eyas", "eyas.yaml"));
    Path podman = folder.resolve("podman-audit");
    try (EyasRun run = new EyasRun(() -> folder)) {
      String id = loaded(podman);
      run.start(
          Podman.in(podman)
              .and("run", "--rm", "--read-only", "--network", "none", "--cap-drop", "all", "--user", "65534:65534")
              .and("-v", config + ":/etc/eyas/config:ro")
              .and("--tmpfs", "/var/lib/eyas:mode=777", "--tmpfs", "/var/log/eyas:mode=777", "--tmpfs", "/run/eyas:mode=777")
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
