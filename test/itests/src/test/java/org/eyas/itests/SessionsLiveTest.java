package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Alerts of commands that come over a real sshd name the user, the address and the way to root. */
@ResourceLock(SshServer.LOCK)
class SessionsLiveTest {
  private static final int LOGINS = 50;
  private static final int ACCOUNTS = 3;
  /** What a command prints, and what the engine must find: user, address and port of the client. */
  private static final String SAID = "$USER $(echo $SSH_CONNECTION | cut -d' ' -f1,2)";

  private static final String RULE =
      """
      - rule: Said
        desc: A command of the test
        condition: evt.type in (execve, execveat) and proc.exepath endswith /echo and proc.args startswith "said-"
        output: "said|%proc.args|%session.user %session.source_ip %session.source_port|%session.chain|%session.confidence\
      |%session.id|%session.tty|end"
        priority: NOTICE
      """;

  /** The alert that shows that the engine is ready starts a capture of what follows. */
  private static final String RECORDED = "  capture: true\n  capture_duration: 600000\n";

  private static final List<String> SCHEDULERS = List.of("cron", "crond", "atd", "anacron");

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  @BeforeEach
  void requireSsh() throws Exception {
    SshServer.require();
  }

  @Test
  void eachOfManyOverlappingLoginsIsNamed() throws Exception {
    try (SshServer server = new SshServer(folder.resolve("s"), ACCOUNTS)) {
      List<Process> early = List.of(waiting(server, 0), waiting(server, 1));
      watch();
      List<Process> all = new ArrayList<>(early);
      for (int i = early.size(); i < LOGINS; i++) {
        all.add(waiting(server, i));
      }
      for (Process login : all) {
        go(login);
      }
      List<String> alerts = alerts(LOGINS);
      long right = alerts.stream().filter(SessionsLiveTest::isRight).count();
      System.out.println("SessionsLiveTest: " + right + " of " + LOGINS + " overlapping logins are named");
      assertEquals(List.of(), alerts.stream().filter(alert -> !isRight(alert)).toList());
      assertEquals(LOGINS, new TreeSet<>(alerts.stream().map(alert -> part(alert, 5)).toList()).size());
    }
  }

  // A login that waits, so that all are there at the same time; it says so first.
  private static Process waiting(SshServer server, int number) throws IOException {
    Process login =
        server.start(number, "echo here; read line; /bin/echo said-" + number + " " + SAID);
    assertEquals("here", new BufferedReader(new InputStreamReader(login.getInputStream(), StandardCharsets.UTF_8)).readLine());
    return login;
  }

  private static void go(Process login) throws IOException, InterruptedException {
    login.getOutputStream().write('\n');
    login.getOutputStream().close();
    assertEquals(0, login.waitFor());
  }

  // The words that the user's shell said after the first are those that the engine found.
  private static boolean isRight(String alert) {
    String said = part(alert, 1).replaceFirst("^said-\\d+ ", "");
    String[] words = said.split(" ");
    return said.equals(part(alert, 2))
        && part(alert, 3).equals("ssh:" + words[0] + "@" + words[1])
        && part(alert, 4).equals("exact");
  }

  @Test
  void changesOfTheAccountAreNamed() throws Exception {
    try (SshServer server = new SshServer(folder.resolve("s"), ACCOUNTS)) {
      watch();
      server.run(0, "sudo /bin/echo said-sudo");
      server.run(1, "sudo -u " + server.account(2) + " /bin/echo said-other");
      server.run(0, "sudo su -c '/bin/echo said-su'");
      server.run(0, "setsid nohup sudo sh -c '(/bin/echo said-daemon &) &'");
      server.run(0, "-tt", "/bin/echo said-$(tty)");
      String channel = "/bin/echo said-channel";
      Path control = folder.resolve("control");
      server.run(0, "-o", "ControlMaster=yes", "-o", "ControlPath=" + control, "-o", "ControlPersist=60", channel);
      server.run(0, "-o", "ControlPath=" + control, channel);
      server.run(0, "-o", "ControlPath=" + control, "-Oexit", "true");
      boolean spoofed = spoof(server);
      List<String> alerts = alerts(spoofed ? 8 : 7);
      String ssh = "ssh:" + server.account(0) + "@127.0.0.1";
      assertEquals(ssh + " > sudo:root", chain(alerts, "said-sudo"));
      assertEquals("ssh:" + server.account(1) + "@127.0.0.1 > sudo:" + server.account(2), chain(alerts, "said-other"));
      assertEquals(ssh + " > sudo:root > su:root", chain(alerts, "said-su"));
      assertEquals(ssh + " > sudo:root", chain(alerts, "said-daemon"));
      String terminal = alerts.stream().filter(alert -> alert.contains("|said-/dev/pts/")).findFirst().orElseThrow();
      assertEquals(part(terminal, 1), "said-/dev/" + part(terminal, 6));
      List<String> channels =
          alerts.stream().filter(alert -> alert.contains("|said-channel|")).map(alert -> part(alert, 5)).toList();
      assertEquals(2, channels.size());
      assertEquals(channels.getFirst(), channels.getLast());
      if (spoofed) {
        assertEquals(ssh, chain(alerts, "said-spoof"));
      }
      assertEquals(List.of(), alerts.stream().filter(alert -> !part(alert, 4).equals("exact")).toList());
    }
  }

  // In a user namespace, an account is root for itself and can mount a program over su.
  private static boolean spoof(SshServer server) throws IOException, InterruptedException {
    String fake = "mount --bind /bin/sh /usr/bin/su && /usr/bin/su -c \"true; /bin/echo said-spoof; true\"";
    List<String> command = server.command(0, "unshare -Urm sh -c '" + fake + "'");
    Program.Result result = Program.of(command.getFirst()).and(command.subList(1, command.size())).run();
    if (result.exitCode() != 0) {
      System.out.println("skipped, the spoofed su: " + result.err().strip());
    }
    return result.exitCode() == 0;
  }

  @Test
  void namesThatAUserChoosesDoNotEndASessionOrHideAChange() throws Exception {
    try (SshServer server = new SshServer(folder.resolve("s"), ACCOUNTS);
        LeftCgroups cgroups = new LeftCgroups(server.account(0));
        CopiedShell shells = CopiedShell.ofUser(server.account(0));
        CopiedShell roots = CopiedShell.ofRoot()) {
      watch();
      for (String name : SCHEDULERS) {
        server.run(0, shells.named(name) + " -c '/bin/echo said-" + name + "; true'");
      }
      server.run(0, "sudo " + shells.named("cron") + " -c '/bin/echo said-sudo-cron; true'");
      server.run(0, "sudo " + roots.named("cron") + " -c '/bin/echo said-job; true'");
      String become =
          "sudo /bin/echo said-sudo-%1$s; sudo su -c '/bin/echo said-su-%1$s'; %2$s -c '/bin/echo said-cron-%1$s; true'";
      int number = 0;
      for (Path cgroup : cgroups.named()) {
        server.run(0, LeftCgroups.moveTo(cgroup) + become.formatted(number++, shells.named("cron")));
      }
      List<String> alerts = alerts(SCHEDULERS.size() + 2 + 3 * number);
      String ssh = "ssh:" + server.account(0) + "@127.0.0.1";
      SCHEDULERS.forEach(name -> assertEquals(ssh, chain(alerts, "said-" + name)));
      assertEquals(ssh + " > sudo:root", chain(alerts, "said-sudo-cron"));
      assertEquals(hasUnits() ? ssh + " > sudo:root" : "<NA>", chain(alerts, "said-job"));
      for (int i = 0; i < number; i++) {
        assertEquals(ssh + " > sudo:root", chain(alerts, "said-sudo-" + i));
        assertEquals(ssh + " > sudo:root > su:root", chain(alerts, "said-su-" + i));
        assertEquals(ssh, chain(alerts, "said-cron-" + i));
      }
    }
  }

  // Then a scheduler that is started over this ssh server is not in a unit of its own.
  private static boolean hasUnits() throws IOException {
    return Files.readString(Path.of("/proc/self/cgroup")).contains(".slice/");
  }

  private static String chain(List<String> alerts, String said) {
    return alerts.stream().filter(alert -> alert.contains("|" + said + "|")).map(alert -> part(alert, 3)).findFirst()
        .orElse("none");
  }

  private static String part(String alert, int index) {
    return alert.split("\\|")[index];
  }

  private void watch() throws IOException {
    eyas.write("rules.yaml", RULE + ReadyEngine.READY_RULE + RECORDED);
    eyas.start(
        "-r", "rules.yaml", "-o", "engine.kind=modern_ebpf", "-o", "webserver.enabled=false", "-o", "capture.enabled=true",
        "-o", "capture.path_prefix=" + folder.resolve("live"));
    ReadyEngine.awaitReady(eyas, folder);
  }

  /** Ends the engine when it has this many alerts. A replay of what it captured must have the same. */
  private List<String> alerts(int count) throws Exception {
    eyas.await("all alerts", () -> eyas.count("out", " said|") >= count);
    eyas.process().destroy();
    eyas.awaitEnd();
    List<String> alerts = said();
    eyas.start("-r", "rules.yaml", "-e", recorded().toString());
    eyas.awaitEnd();
    assertEquals(alerts, said());
    return alerts;
  }

  private List<String> said() throws IOException {
    return eyas.lines("out", " said|").stream().map(line -> line.substring(line.indexOf("said|"), line.indexOf("|end"))).toList();
  }

  private Path recorded() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith("live_")).sorted().findFirst().orElseThrow();
    }
  }
}
