package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.process.InstalledProgram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of the Debian package in a clean root without a network: installed, used, upgraded, removed and purged. */
class DebianPackageTest {
  private static final String RULE =
      """
      - rule: Test program started
        desc: The test runs it
        condition: evt.type in (execve, execveat) and proc.name = eyas-test-run
        output: "test program started"
        priority: NOTICE
      """;
  /** Prints the reports of sd_notify that arrive at a path. */
  private static final String SYSTEMD =
      """
      import os, socket, sys
      s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
      s.bind(sys.argv[1])
      os.chmod(sys.argv[1], 0o666)
      while True: print(s.recv(4096).decode(), flush=True)
      """;
  private static final String NEEDED =
      "grpc.enabled needs the package eyas-outputs, which is not installed: apt install eyas-outputs, or dnf install eyas-outputs;"
          + " or set grpc.enabled to false";
  /** The link that starts the unit with the machine. */
  private static final String LINK = "/etc/systemd/system/multi-user.target.wants/eyas.service";
  private static final Pattern CAPABILITIES = Pattern.compile("(?m)^AmbientCapabilities=(.*)$");

  /**
   * Makes a package of an earlier version, which had all outputs, with another configuration. Uncompressed, because nobody keeps it.
   */
  private static final String OLDER =
      """
      dpkg-deb -R "$0" content
      dpkg-deb -x "$1" content
      rm -r content/usr/share/doc/eyas-outputs
      sed -i 's/^Version: .*/Version: 0.0.9/' content/DEBIAN/control
      echo '# of 0.0.9' >> content/etc/eyas/eyas.yaml
      dpkg-deb --root-owner-group -Znone -b content old.deb
      rm -r content
      """;

  @TempDir private static Path folder;
  private static Path deb;
  private static Path outputs;
  private static CleanRoot installed;

  @BeforeAll
  static void build() throws Exception {
    deb = Packages.get().named(".deb");
    outputs = Packages.get().ofOutputs(".deb");
    Program.Result older = Program.of("sh", "-ec", OLDER, deb.toString(), outputs.toString()).in(folder).run();
    assertEquals(0, older.exitCode(), older::err);
    installed = root("installed");
    installed.run("dpkg", "-i", "/tmp/eyas.deb");
  }

  @AfterAll
  static void remove() throws Exception {
    if (installed != null) {
      installed.close();
    }
  }

  private static CleanRoot root(String name) throws Exception {
    CleanRoot root = CleanRoot.in(folder.resolve(name));
    Files.copy(deb, root.path("/tmp/eyas.deb"));
    Files.copy(outputs, root.path("/tmp/eyas-outputs.deb"));
    return root;
  }

  /** A root in which an earlier version is installed. */
  private static CleanRoot olderRoot(String name) throws Exception {
    CleanRoot root = root(name);
    Files.copy(folder.resolve("old.deb"), root.path("/tmp/old.deb"));
    root.run("dpkg", "-i", "/tmp/old.deb");
    return root;
  }

  @Test
  void installedWithoutANetworkItDetectsWithTheCapabilitiesOfTheUnitAsSoonAsItIsReady() throws Exception {
    assertTrue(installed.run("eyas", "--version").contains("Eyas version: "));
    Path program = Files.copy(Path.of("/bin/true"), folder.resolve("eyas-test-run"));
    Path socket = installed.path("/run/notify");
    Process systemd =
        Program.of(InstalledProgram.require("python3"), "-c", SYSTEMD, socket.toString()).start(folder.resolve("notified"),
            folder.resolve("no"));
    try (EyasRun run = new EyasRun(() -> folder)) {
      ConditionWait.until(() -> Files.exists(socket), () -> "there is no socket: " + run.read("no"));
      installed.run("install", "-d", "-o", "eyas", "/run/eyas");
      run.start(asUnit(""));
      run.await("READY=1", () -> run.read("notified").contains("READY=1\nSTATUS=Reading syscall from modern_ebpf"));
      Program.of(program).run();
      run.await("an alert of a rule that ships", () -> !run.lines("out", "exe=" + program).isEmpty());
      run.process().destroy();
      run.awaitEnd();
      run.await("STOPPING=1", () -> run.read("notified").contains("STOPPING=1"));
      assertFalse(run.err().contains("refused"), run::err);
      assertFalse(run.err().contains("Monitoring resumes"), "no engine ran before the first one");
      run.start(asUnit(""));
      run.await(
          "the time without monitoring",
          () -> run.err().contains("Monitoring resumes after a restart: no system calls were read for at most "));
    } finally {
      systemd.destroy();
    }
  }

  @ParameterizedTest
  @CsvSource({"cap_bpf,CAP_BPF (loads the probe)", "cap_perfmon,CAP_PERFMON (attaches the probe)"})
  void withoutOneOfItsCapabilitiesTheErrorSaysWhichAndWhatFor(String missing, String explained) throws Exception {
    try (EyasRun run = new EyasRun(() -> folder)) {
      run.start(asUnit(missing));
      run.awaitEnd(1);
      List<String> errors = run.lines("err", "Error: ");
      assertEquals(1, errors.size(), run::err);
      assertTrue(
          errors.getFirst().contains("give " + explained + " by AmbientCapabilities= of a service or --cap-add of a container"),
          errors::getFirst);
    }
  }

  // As systemd does it for the unit: the same user, capabilities except one, command and environment.
  private static Program asUnit(String missing) throws IOException {
    String unit = Files.readString(installed.path("/usr/lib/systemd/system/eyas.service"));
    Matcher found = CAPABILITIES.matcher(unit);
    assertTrue(found.find(), unit);
    String given = Stream.of(found.group(1).toLowerCase(Locale.ROOT).split(" "))
        .filter(name -> !name.equals(missing))
        .map(name -> name.replace("cap_", "+"))
        .collect(Collectors.joining(","));
    String capabilities = "-all," + given;
    return installed.program("setpriv", "--reuid=eyas", "--regid=eyas", "--init-groups", "--no-new-privs")
        .and("--inh-caps=" + capabilities, "--ambient-caps=" + capabilities, "--bounding-set=" + capabilities)
        .and("/usr/bin/eyas", "-o", "log_syslog=false")
        .with("NOTIFY_SOCKET", "/run/notify")
        .with("RUNTIME_DIRECTORY", "/run/eyas");
  }

  @Test
  void anUpgradeKeepsTheFilesOfTheOperator() throws Exception {
    try (CleanRoot root = olderRoot("upgrade")) {
      Path rules = root.path("/etc/eyas/eyas_rules.local.yaml");
      Files.writeString(rules, RULE, StandardOpenOption.APPEND);
      Files.writeString(root.path("/var/lib/eyas/alert"), "spooled");
      Files.writeString(root.path("/etc/eyas/console-accounts"), "admin");
      root.run("dpkg", "-i", "/tmp/eyas.deb");
      assertTrue(Files.readString(rules).endsWith(RULE));
      assertFalse(Files.readString(root.path("/etc/eyas/eyas.yaml")).contains("# of 0.0.9"), "an unchanged file is replaced");
      assertEquals("spooled", Files.readString(root.path("/var/lib/eyas/alert")));
      assertEquals("admin", Files.readString(root.path("/etc/eyas/console-accounts")));
      root.run("eyas", "--dry-run", "-o", "engine.kind=nodriver");
    }
  }

  @Test
  void oneGoesBackToTheVersionBeforeAndLaterToTheNewerOne() throws Exception {
    try (CleanRoot root = olderRoot("back")) {
      root.run("dpkg", "-i", "/tmp/eyas.deb");
      Path rules = root.path("/etc/eyas/eyas_rules.local.yaml");
      Files.writeString(rules, RULE, StandardOpenOption.APPEND);
      Files.writeString(root.path("/etc/eyas/config.d/later.yaml"), "brand_new: {key: 1}\n");
      Files.writeString(root.path("/var/lib/eyas/alert.newer"), "of the newer version");
      for (String version : List.of("old", "eyas", "old")) {
        root.run("apt-get", "install", "-y", "--allow-downgrades", "-o", "Dir::Log=/dev/null", "/tmp/" + version + ".deb");
        boolean isOld = root.run("dpkg-query", "-W", "-f", "${Version}", "eyas").equals("0.0.9");
        assertEquals(version.equals("old"), isOld);
        assertEquals(isOld, Files.readString(root.path("/etc/eyas/eyas.yaml")).contains("# of 0.0.9"));
        assertTrue(Files.readString(rules).endsWith(RULE));
        assertEquals("of the newer version", Files.readString(root.path("/var/lib/eyas/alert.newer")));
        root.run("eyas", "--dry-run", "-o", "engine.kind=nodriver");
      }
    }
  }

  @Test
  void anUpgradeMovesTheOutputsToTheirPackage() throws Exception {
    try (CleanRoot root = olderRoot("outputs")) {
      enableServer(root);
      root.run("apt-get", "install", "-y", "-o", "Dir::Log=/dev/null", "/tmp/eyas.deb", "/tmp/eyas-outputs.deb");
      for (String output : List.of("grpc", "kafka")) {
        String file = "/usr/lib/eyas/bundles/" + output + "/org.eyas.output." + output + ".jar";
        assertEquals("eyas-outputs: " + file + "\n", root.run("dpkg", "-S", file));
      }
      assertEquals("", root.run("dpkg", "--verify", "eyas-outputs"));
      root.run("eyas", "--dry-run", "-o", "engine.kind=nodriver");
      root.run("dpkg", "-r", "eyas-outputs");
      assertEquals(NEEDED, start(root));
      root.run("dpkg", "-i", "/tmp/eyas-outputs.deb", "/tmp/eyas.deb"); // in this order, too
      root.run("dpkg", "-P", "eyas-outputs", "eyas");
      assertFalse(Files.exists(root.path("/usr/lib/eyas")));
      assertFalse(Files.exists(root.path("/usr/share/doc/eyas-outputs")));
    }
  }

  @Test
  void anUpgradeToOneWithoutTheOutputsInUseSaysWhatToInstall() throws Exception {
    try (CleanRoot root = olderRoot("unmet")) {
      enableServer(root);
      Program.Result upgrade = root.program("dpkg", "-i", "/tmp/eyas.deb").run();
      assertEquals(0, upgrade.exitCode(), upgrade::err);
      assertTrue(upgrade.err().contains("eyas: " + NEEDED + ". The old engine runs until then\n"), upgrade::err);
      assertEquals(NEEDED, start(root));
    }
  }

  private static void enableServer(CleanRoot root) throws IOException {
    Files.writeString(root.path("/etc/eyas/config.d/grpc.yaml"), "grpc: {enabled: true}\n");
  }

  /** What the only error of a start says after the place of the key. */
  private static String start(CleanRoot root) throws Exception {
    Program.Result result = root.program("eyas", "-o", "engine.kind=nodriver", "-o", "log_syslog=false").run();
    assertEquals(1, result.exitCode(), result::err);
    List<String> errors = result.err().lines().filter(line -> line.startsWith("Error: ")).toList();
    assertEquals(1, errors.size(), result::err);
    String place = "Error: Error reading config file (/etc/eyas/config.d/grpc.yaml:1): ";
    assertTrue(errors.getFirst().startsWith(place), errors::getFirst);
    return errors.getFirst().substring(place.length());
  }

  @Test
  void falcosConfigurationIsFoundAndTakenOver() throws Exception {
    try (CleanRoot root = root("falco")) {
      Path falco = Files.createDirectories(root.path("/etc/falco"));
      Files.writeString(falco.resolve("falco.yaml"), "rules_files: [/etc/falco/rules.yaml]\nstdout_output: {enabled: true}\n");
      Files.writeString(falco.resolve("rules.yaml"), RULE);
      String installed = root.run("dpkg", "-i", "/tmp/eyas.deb");
      assertTrue(installed.contains("'eyas import-falco --check' shows what Eyas can take over"), installed);
      root.run("eyas", "import-falco", "--force");
      assertEquals("eyas 660", root.run("stat", "-c", "%G %a", "/etc/eyas/rules.yaml").strip());
      assertTrue(Files.readString(root.path("/etc/eyas/eyas.yaml")).contains("directory: /usr/lib/eyas/bundles.d"));
      assertTrue(Files.exists(root.path("/etc/eyas/before-import/eyas.yaml")));
      String rules =
          root.run("setpriv", "--reuid=eyas", "--regid=eyas", "--clear-groups", "eyas", "-L", "-o", "engine.kind=nodriver");
      assertTrue(rules.contains("Test program started"), rules);
    }
  }

  @Test
  void ofAFileThatBothSidesChangedTheOneOfTheOperatorStays() throws Exception {
    try (CleanRoot root = olderRoot("both")) {
      Path configuration = root.path("/etc/eyas/eyas.yaml");
      Files.writeString(configuration, "# of the operator\n", StandardOpenOption.APPEND);
      root.run("dpkg", "--force-confdef", "--force-confold", "-i", "/tmp/eyas.deb");
      assertTrue(Files.readString(configuration).endsWith("# of 0.0.9\n# of the operator\n"));
      assertFalse(Files.readString(root.path("/etc/eyas/eyas.yaml.dpkg-dist")).contains("# of 0.0.9"));
      root.run("eyas", "--dry-run", "-o", "engine.kind=nodriver");
    }
  }

  @Test
  void theUnitIsEnabledUnlessTheOperatorDisabledIt() throws Exception {
    try (CleanRoot root = root("enabled")) {
      root.run("dpkg", "-i", "/tmp/eyas.deb");
      assertTrue(Files.isSymbolicLink(root.path(LINK)));
      root.run("dpkg", "-r", "eyas");
      root.run("dpkg", "-i", "/tmp/eyas.deb");
      assertTrue(Files.isSymbolicLink(root.path(LINK)), "installed again");
      Files.delete(root.path(LINK)); // as systemctl disable does
      root.run("dpkg", "-i", "/tmp/eyas.deb");
      root.run("dpkg", "-r", "eyas");
      root.run("dpkg", "-i", "/tmp/eyas.deb");
      assertFalse(Files.isSymbolicLink(root.path(LINK)), "an upgrade and a new installation keep it disabled");
    }
  }

  @Test
  void anUpgradeChangesNoModesAndAGroupThatIsThereIsTaken() throws Exception {
    try (CleanRoot root = root("keys")) {
      root.run("groupadd", "--system", "eyas");
      root.run("dpkg", "-i", "/tmp/eyas.deb");
      root.run("sh", "-ec", "echo secret > /etc/eyas/key; chmod 600 /etc/eyas/key; chmod 640 /etc/eyas/eyas.yaml");
      root.run("dpkg", "-i", "/tmp/eyas.deb");
      assertEquals(
          "600 root:root\n640 root:eyas\n", root.run("stat", "-c", "%a %U:%G", "/etc/eyas/key", "/etc/eyas/eyas.yaml"));
      assertEquals("eyas\n", root.run("id", "-gn", "eyas"));
    }
  }

  @Test
  void aRemovedPackageLeavesItsConfigurationAndAPurgedOneOnlyItsUser() throws Exception {
    try (CleanRoot root = root("purge")) {
      Set<String> before = root.files();
      root.run("dpkg", "-i", "/tmp/eyas.deb");
      Files.writeString(root.path("/etc/eyas/console-accounts"), "admin");
      Files.writeString(root.path("/var/log/eyas/audit.jsonl"), "{}");
      root.run("dpkg", "-r", "eyas");
      assertTrue(Files.exists(root.path("/etc/eyas/eyas.yaml")));
      assertFalse(Files.exists(root.path("/usr/lib/eyas")));
      root.run("dpkg", "-P", "eyas");
      Set<String> left = new TreeSet<>(root.files());
      left.removeAll(before);
      assertEquals(Set.of(), left);
      assertEquals("eyas\n", root.run("id", "-un", "eyas"), "its number must not become that of another user");
    }
  }

  @Test
  void nobodyButTheEngineReadsItsConfigurationAndOnlyRootChangesItsBundles() throws Exception {
    String modes =
        installed.run("stat", "-c", "%A %U:%G %n", "/etc/eyas", "/etc/eyas/eyas.yaml", "/usr/lib/eyas/bundles.d",
            "/var/lib/eyas");
    assertEquals(
        List.of(
            "drwxrwx--- root:eyas /etc/eyas", "-rw-rw---- root:eyas /etc/eyas/eyas.yaml",
            "drwxr-xr-x root:root /usr/lib/eyas/bundles.d",
            "drwxr-x--- eyas:eyas /var/lib/eyas"),
        modes.lines().toList());
    Program.Result ordinary =
        installed.program("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
            .and("/usr/bin/eyas", "--dry-run", "-o", "engine.kind=nodriver")
            .run();
    assertTrue(ordinary.err().contains("/etc/eyas/eyas.yaml: this file and its folder cannot be read"), ordinary::err);
  }
}
