package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life of the rpm packages: installed, used, upgraded and removed by this machine's rpm in a clean root, where the scriptlets run.
 *
 * <p>The root is a Debian: whether a distribution with rpm satisfies the requirements is not checked ({@code --nodeps}), nor what dnf
 * and SELinux do. There is no systemd: a program that writes down its arguments is its {@code systemctl}.
 */
class RpmPackageTest {
  /** The spec of the packages with an earlier version, of the files of the Debian packages, with another configuration. */
  private static final String OLDER =
      """
      mkdir stage
      dpkg-deb -R "$1" stage/eyas
      dpkg-deb -R "$2" stage/eyas-outputs
      echo '# of the version before' >> stage/eyas/etc/eyas/eyas.yaml
      sed -e "s/@VERSION@/$4/" -e "s:@STAGE@:$PWD/stage:g" -e 's/@LIBRARIES@/rpmlib(x)/' -e '/@HOMEPAGE@/d' -e "s:@LICENSE@:$3:" \
        -e 's/@DATE@/Mon Nov 23 2026/' -e 's/w9.zstdio/w1.gzdio/' "$0" > older.spec
      rpmbuild --quiet -bb --define "_topdir $PWD/rpm" --define "_rpmdir $PWD" older.spec
      rm -r stage rpm
      """;
  private static final String SYSTEMCTL =
      """
      #!/bin/sh
      echo "$*" >> /tmp/systemctl.log
      [ "$1" != is-active ]
      """;
  private static final String MODES =
      """
      drwxrwx--- root:eyas /etc/eyas
      drwxrwx--- root:eyas /etc/eyas/config.d
      drwxrwx--- root:eyas /etc/eyas/rules.d
      -rw-rw---- root:eyas /etc/eyas/eyas.yaml
      -rw-rw---- root:eyas /etc/eyas/eyas_rules.local.yaml
      drwxr-xr-x root:root /usr/lib/eyas/bundles.d
      -rwxr-xr-x root:root /usr/lib/eyas/runtime/lib/server/libjvm.so
      drwxr-x--- eyas:eyas /var/lib/eyas
      drwxr-x--- eyas:eyas /var/log/eyas
      """;
  private static final String BEFORE = "0.2.0~A"; // before a snapshot, by the rules of rpm
  private static final String CONFIGURATION = "/etc/eyas/eyas.yaml";

  @TempDir private static Path folder;
  private static Path rpm;
  private static Path outputs;

  @BeforeAll
  static void build() throws Exception {
    assumeTrue(Packages.isThere("rpm"), "there is no rpm: no rpm package is installed (apt-get install rpm)");
    rpm = Packages.get().named(".rpm");
    outputs = Packages.get().ofOutputs(".rpm");
  }

  /** A package of a version before, whose name begins so. */
  private static Path older(String version, String start) throws Exception {
    Path older = folder.resolve(version);
    if (!Files.exists(older)) {
      Files.createDirectory(older);
      Path checkout = Dist.checkout();
      Program.Result built =
          Program.of("sh", "-ec", OLDER, checkout.resolve("dist/src/main/package/rpm/eyas.spec").toString())
              .and(Packages.get().named(".deb").toString(), Packages.get().ofOutputs(".deb").toString())
              .and(checkout.resolve("LICENSE").toString(), version).in(older).within(600).run();
      assertEquals(0, built.exitCode(), built::err);
    }
    return Path.of(Program.of("find", older.toString(), "-name", start + "*.rpm").run().out().strip());
  }

  /** A root with a systemctl that writes down how it is called. */
  private static CleanRoot root(String name) throws Exception {
    CleanRoot root = CleanRoot.in(folder.resolve(name));
    Files.createDirectories(root.path("/run/systemd/system"));
    Files.createDirectories(root.path("/var/lib/rpm"));
    Files.writeString(root.path("/usr/bin/systemctl"), SYSTEMCTL);
    root.run("chmod", "755", "/usr/bin/systemctl");
    return root;
  }

  /** Runs rpm for a root; prints what the scriptlets print, and fails if one of them failed. */
  private static String rpm(CleanRoot root, String... arguments) throws Exception {
    Program.Result result =
        Program.of("rpm", "--root", root.path("/").toString(), "--dbpath", "/var/lib/rpm").and(arguments).within(600).run();
    String said = result.out() + result.err();
    assertEquals(0, result.exitCode(), said);
    assertFalse(said.contains("scriptlet failed"), said);
    return said;
  }

  private static void install(CleanRoot root, Path... packages) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-U", "--nodeps", "--nosignature"));
    List.of(packages).forEach(file -> arguments.add(file.toString()));
    rpm(root, arguments.toArray(String[]::new));
  }

  /** How systemctl was called since the last time. */
  private static List<String> systemctl(CleanRoot root) throws IOException {
    Path log = root.path("/tmp/systemctl.log");
    List<String> calls = Files.exists(log) ? Files.readAllLines(log) : List.of();
    Files.deleteIfExists(log);
    return calls;
  }

  private static void append(CleanRoot root, String file, String text) throws IOException {
    Files.writeString(root.path(file), text, StandardOpenOption.APPEND);
  }

  @Test
  void anInstalledPackageHasItsUserItsModesAndAnEnabledUnitAndStarts() throws Exception {
    try (CleanRoot root = root("installed")) {
      install(root, rpm, outputs);
      assertEquals(List.of("enable eyas.service", "daemon-reload", "is-enabled --quiet eyas.service",
          "restart --no-block eyas.service", "is-enabled --quiet eyas.service", "is-active --quiet eyas.service",
          "restart --no-block eyas.service"), systemctl(root));
      assertEquals("eyas /var/lib/eyas /sbin/nologin", root.run("sh", "-c",
          "getent passwd eyas | awk -F: '{printf \"%s %s %s\", $1, $6, $7}'"));
      List<String> stat = new ArrayList<>(List.of("stat", "-c", "%A %U:%G %n"));
      MODES.lines().forEach(line -> stat.add(line.substring(line.lastIndexOf(' ') + 1)));
      assertEquals(MODES, root.run(stat.toArray(String[]::new)));
      assertEquals("", rpm(root, "-V", "--nodeps", "eyas", "eyas-outputs"), "every file is as the package says");
      assertTrue(root.run("eyas", "--version").contains("Eyas version: "));
      root.run("setpriv", "--reuid=eyas", "--regid=eyas", "--clear-groups", "eyas", "--dry-run", "-o", "engine.kind=nodriver");
    }
  }

  @Test
  void anUpgradeKeepsTheFilesOfTheOperatorAndReplacesAnUnchangedOne() throws Exception {
    try (CleanRoot root = root("upgrade")) {
      install(root, older(BEFORE, "eyas-0"), older(BEFORE, "eyas-outputs"));
      append(root, "/etc/eyas/eyas_rules.local.yaml", "# of the operator\n");
      Files.writeString(root.path("/etc/eyas/console-accounts"), "admin");
      Files.writeString(root.path("/var/lib/eyas/alert"), "spooled");
      root.run("sh", "-ec", "echo secret > /etc/eyas/key; chmod 600 /etc/eyas/key");
      String user = root.run("id", "eyas");
      systemctl(root);
      install(root, rpm, outputs);
      List<String> calls = systemctl(root);
      assertFalse(calls.contains("enable eyas.service"), "the operator may have disabled it");
      assertFalse(calls.stream().anyMatch(call -> call.startsWith("disable")), calls::toString);
      assertTrue(calls.containsAll(List.of("daemon-reload", "restart --no-block eyas.service")), calls::toString);
      assertFalse(Files.readString(root.path(CONFIGURATION)).contains("# of the version before"),
          "an unchanged file is replaced");
      assertTrue(Files.readString(root.path("/etc/eyas/eyas_rules.local.yaml")).endsWith("# of the operator\n"));
      assertEquals("admin", Files.readString(root.path("/etc/eyas/console-accounts")));
      assertEquals("spooled", Files.readString(root.path("/var/lib/eyas/alert")));
      assertEquals("600 root:root\n", root.run("stat", "-c", "%a %U:%G", "/etc/eyas/key"));
      assertEquals(user, root.run("id", "eyas"));
      root.run("eyas", "--dry-run", "-o", "engine.kind=nodriver");
    }
  }

  @Test
  void oneGoesBackToTheVersionBeforeAndLaterToTheNewerOne() throws Exception {
    try (CleanRoot root = root("back")) {
      install(root, rpm, outputs);
      append(root, "/etc/eyas/eyas_rules.local.yaml", "# of the operator\n");
      Files.writeString(root.path("/etc/eyas/config.d/later.yaml"), "brand_new: {key: 1}\n");
      Files.writeString(root.path("/var/lib/eyas/alert.newer"), "of the newer version");
      systemctl(root);
      for (boolean back : List.of(true, false)) {
        Path eyas = back ? older(BEFORE, "eyas-0") : rpm;
        Path others = back ? older(BEFORE, "eyas-outputs") : outputs;
        rpm(root, "-U", "--oldpackage", "--nodeps", "--nosignature", eyas.toString(), others.toString());
        List<String> calls = systemctl(root);
        assertTrue(calls.contains("restart --no-block eyas.service"), calls::toString);
        assertFalse(calls.stream().anyMatch(call -> call.startsWith("disable") || call.startsWith("enable")), calls::toString);
        assertEquals(back, Files.readString(root.path(CONFIGURATION)).contains("# of the version before"));
        assertTrue(Files.readString(root.path("/etc/eyas/eyas_rules.local.yaml")).endsWith("# of the operator\n"));
        assertEquals("of the newer version", Files.readString(root.path("/var/lib/eyas/alert.newer")));
        root.run("eyas", "--dry-run", "-o", "engine.kind=nodriver");
      }
    }
  }

  /** The package with the outputs obsoletes the one that had all files. */
  @Test
  void anUpgradeFromThePackageWithAllFilesIsAnUpgradeToo() throws Exception {
    try (CleanRoot root = root("whole")) {
      install(root, older("0.1.0", "eyas-0"));
      append(root, CONFIGURATION, "# of the operator\n");
      systemctl(root);
      install(root, rpm, outputs);
      assertFalse(systemctl(root).stream().anyMatch(call -> call.startsWith("disable") || call.startsWith("enable")));
      assertTrue(Files.readString(root.path(CONFIGURATION)).endsWith("# of the operator\n"));
      assertTrue(Files.isDirectory(root.path("/usr/lib/eyas/bundles/grpc")));
      assertEquals(2, rpm(root, "-qa").lines().filter(line -> line.startsWith("eyas")).count());
    }
  }

  @Test
  void ofAFileThatBothSidesChangedTheOneOfTheOperatorStays() throws Exception {
    try (CleanRoot root = root("both")) {
      install(root, older(BEFORE, "eyas-0"));
      append(root, CONFIGURATION, "# of the operator\n");
      root.run("chmod", "640", CONFIGURATION);
      install(root, rpm);
      assertTrue(Files.readString(root.path(CONFIGURATION)).endsWith("# of the version before\n# of the operator\n"));
      assertFalse(Files.readString(root.path(CONFIGURATION + ".rpmnew")).contains("# of the version before"));
    }
  }

  @Test
  void aRemovedPackageStopsItsUnitAndLeavesWhatTheOperatorWrote() throws Exception {
    try (CleanRoot root = root("removed")) {
      install(root, rpm, outputs);
      append(root, CONFIGURATION, "# of the operator\n");
      Files.writeString(root.path("/etc/eyas/console-accounts"), "admin");
      Files.writeString(root.path("/var/lib/eyas/alert"), "spooled");
      systemctl(root);
      rpm(root, "-e", "--nodeps", "eyas-outputs", "eyas");
      assertEquals(List.of("disable --now eyas.service"), systemctl(root));
      for (String gone : List.of("/usr/lib/eyas", "/usr/bin/eyas", "/usr/lib/systemd/system/eyas.service",
          "/usr/share/doc/eyas", "/usr/share/doc/eyas-outputs", CONFIGURATION)) {
        assertFalse(Files.exists(root.path(gone)), gone);
      }
      assertTrue(Files.readString(root.path(CONFIGURATION + ".rpmsave")).endsWith("# of the operator\n"));
      assertEquals("admin", Files.readString(root.path("/etc/eyas/console-accounts")));
      assertEquals("spooled", Files.readString(root.path("/var/lib/eyas/alert")));
      assertEquals("eyas\n", root.run("id", "-un", "eyas"), "its number must not become that of another user");
    }
  }

  @Test
  void falcosConfigurationIsFoundAndAGroupThatIsThereIsTaken() throws Exception {
    try (CleanRoot root = root("falco")) {
      Files.createDirectories(root.path("/etc/falco"));
      Files.writeString(root.path("/etc/falco/falco.yaml"), "stdout_output: {enabled: true}\n");
      root.run("groupadd", "--system", "eyas");
      String said = rpm(root, "-U", "--nodeps", "--nosignature", rpm.toString());
      assertTrue(said.contains("'eyas import-falco --check' shows what Eyas can take over"), said);
      assertEquals("eyas\n", root.run("id", "-gn", "eyas"));
    }
  }

  @Test
  void noPackageNamesAHomePageThatDoesNotExist() throws Exception {
    String url = Program.of("rpm", "-qp", "--nosignature", "--qf", "%{URL} %{VENDOR}", rpm.toString()).run().out();
    String control = Program.of("dpkg-deb", "-f", Packages.get().named(".deb").toString(), "Homepage").run().out();
    assertFalse((url + control).contains(".invalid"), () -> url + control);
  }
}
