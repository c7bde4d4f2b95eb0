package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code eyas run} in containers, as an ordinary user and without added capabilities. Their image has no files of its own: only
 * links to the programs of this machine, which the containers see.
 */
@Timeout(600)
class NestedRunTest {
  private static final String IMAGE = "localhost/eyas-nested:1";
  private static final String RULES = """
      - rule: Opened
        desc: a file is opened
        condition: evt.type in (open, openat) and fd.name endswith "/secret"
        output: Opened | proc=%proc.name parent=%proc.pname file=%fd.name user=%user.uid
        priority: WARNING
      - rule: Connected
        desc: only the kernel knows both ports
        condition: evt.type = connect and fd.sport = 4711
        output: Connected | %fd.cip to %fd.sip, client port is known=%fd.cport
        priority: WARNING
      """;
  private static final String WORK = """
      cat /work/secret
      python3 -c '
      import socket
      listening = socket.socket()
      listening.bind(("127.0.0.1", 4711))
      listening.listen()
      socket.create_connection(("127.0.0.1", 4711))'
      exit 7
      """;

  @TempDir private Path folder;

  @BeforeEach
  void prepare() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root starts containers here");
    assumeTrue(Path.of(System.getProperty("java.home")).toRealPath().startsWith("/usr"),
        "skipped: containers see only the JDKs below /usr");
    Path work = Files.createDirectories(folder.resolve("work"));
    Files.writeString(work.resolve("rules.yaml"), RULES);
    Files.writeString(work.resolve("secret"), "42\n");
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void require(String... programs) {
    for (String program : programs) {
      assumeTrue(Packages.isThere(program), () -> "skipped, no containers: there is no " + program);
    }
  }

  private static void assertWorks(Program program) throws Exception {
    Program.Result result = program.run();
    assertEquals(0, result.exitCode(), result.out() + result.err());
  }

  /** A file system of links to this machine's programs. */
  private Path links() throws Exception {
    Path root = Files.createDirectories(folder.resolve("links"));
    for (String name : List.of("bin", "lib", "lib64", "sbin")) {
      Files.createSymbolicLink(root.resolve(name), Path.of("usr", name));
    }
    for (String name : List.of("usr", "tmp", "work", "eyas", "etc", "proc", "sys", "dev")) {
      Files.createDirectories(root.resolve(name));
    }
    Files.setPosixFilePermissions(root.resolve("tmp"), PosixFilePermissions.fromString("rwxrwxrwx"));
    Path tar = folder.resolve("links.tar");
    assertWorks(Program.of("tar", "-C", root.toString(), "-cf", tar.toString(), "."));
    return tar;
  }

  private Program.Result watched(Program runtime, String... options) throws Exception {
    Path java = Path.of(System.getProperty("java.home")).toRealPath();
    return runtime
        .and("run", "--rm", "--network", "none", "--user", "65534:65534", "-e", "JAVA_HOME=" + java, "-e", "HOME=/tmp")
        .and("-e", "PATH=/usr/sbin:/usr/bin", "-v", "/usr:/usr:ro", "-v", Dist.home() + ":/eyas:ro")
        .and("-v", folder.resolve("work") + ":/work:ro")
        .and(foldersOutside(java).stream().flatMap(outside -> Stream.of("-v", outside + ":" + outside + ":ro")).toList())
        .and(options)
        .and(IMAGE, "/eyas/bin/eyas", "run", "-r", "/work/rules.yaml", "--", "sh", "-c", WORK)
        .run();
  }

  // The JDK of a package of Debian has its configuration in /etc/java-25-openjdk, and its certificates in /etc/ssl.
  private static Set<Path> foldersOutside(Path java) throws IOException {
    Set<Path> outside = new TreeSet<>();
    try (Stream<Path> files = Files.walk(java)) {
      for (Path file : (Iterable<Path>) files.filter(Files::exists)::iterator) {
        Path target = file.toRealPath();
        if (!target.startsWith("/usr")) {
          outside.add(Path.of("/").resolve(target.subpath(0, 2)));
        }
      }
    }
    return outside;
  }

  private static void assertWatched(Program.Result result) {
    assertEquals(7, result.exitCode(), result.out() + result.err());
    assertEquals("42\n", result.out());
    assertTrue(result.err().contains("Opened | proc=cat parent=sh file=/work/secret user=65534"), result.err());
    assertTrue(result.err().matches("(?s).*Connected \\| 127.0.0.1 to 127.0.0.1, client port is known=[1-9]\\d+.*"),
        result.err());
  }

  @Test
  void aCommandIsWatchedInAContainerOfDockerWithItsDefaultSeccompProfile() throws Exception {
    require("dockerd", "docker", "runc");
    Path docker = Files.createDirectories(folder.resolve("d"));
    try (RuntimeDaemon daemon = DockerRuns.daemon(docker, Runc.PROGRAM)) {
      assertWorks(DockerRuns.client(docker).and("import", links().toString(), IMAGE));
      assertWatched(watched(DockerRuns.client(docker)));
    } finally {
      RuntimeDaemon.clean(docker);
    }
  }

  @Test
  void aCommandIsWatchedInAContainerOfPodmanAndAProfileThatForbidsItIsNamed() throws Exception {
    require("podman", "runc");
    Path podman = Files.createDirectories(folder.resolve("p"));
    try {
      assertWorks(Podman.in(podman).and("import", links().toString(), IMAGE));
      assertWatched(watched(Podman.in(podman)));
      assertWatched(watched(Podman.in(podman), "--cap-drop", "all", "--security-opt", "no-new-privileges"));
      assertRefused(podman, "ptrace", "the kernel does not allow ptrace here: operation not permitted (errno 1); in a container");
      assertRefused(podman, "seccomp", "the kernel does not accept a seccomp filter: seccomp: operation not permitted");
      assertRefused(podman, "process_vm_readv", "the memory of the command cannot be read; in a container");
    } finally {
      RuntimeDaemon.clean(podman);
    }
  }

  private void assertRefused(Path podman, String call, String message) throws Exception {
    Program.Result result = watched(Podman.in(podman), "--security-opt", "seccomp=" + profileWithout(call));
    assertEquals(1, result.exitCode(), result.out() + result.err());
    assertEquals(1, result.err().lines().filter(line -> line.startsWith("Error: ")).count(), result.err());
    assertTrue(result.err().toLowerCase(Locale.ROOT).contains(message), result.err());
    assertEquals("", result.out());
  }

  private Path profileWithout(String call) throws IOException {
    String profile = "{\"defaultAction\":\"SCMP_ACT_ALLOW\",\"syscalls\":[{\"names\":[\"" + call
        + "\"],\"action\":\"SCMP_ACT_ERRNO\"}]}";
    return Files.writeString(folder.resolve(call + ".json"), profile);
  }
}
