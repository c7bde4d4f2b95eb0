package org.eyas.enricher.session;

import static org.eyas.enricher.session.Host.ALICE;
import static org.eyas.enricher.session.Host.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.eyas.api.data.Text;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountChangeTest {
  private final Host host = new Host();

  private static String described(FakeProcess process) {
    return Shown.of(process, "chain") + " " + Shown.of(process, "confidence");
  }

  private FakeProcess terminal(long uid, long loginuid) {
    FakeProcess shell = host.fork(host.init);
    shell.credentials = shell.credentials.withUid(uid);
    shell.credentials = shell.credentials.withLoginuid(loginuid);
    shell.usage.tty = Host.PTS_3;
    return host.exec(shell, "/usr/bin/bash");
  }

  private FakeProcess consoleLogin(long uid, boolean audited) {
    FakeProcess login = host.run(host.init, "/usr/sbin/agetty");
    login.usage.tty = Host.TTY_1;
    host.exec(login, "/usr/bin/login");
    login.credentials = login.credentials.withLoginuid(audited ? uid : login.credentials.loginuid());
    FakeProcess shell = host.fork(login);
    shell.credentials = shell.credentials.withUid(uid);
    shell.program.exe = Text.of("-bash");
    shell.program.exepath = Text.of("/usr/bin/bash");
    return host.enriched(shell);
  }

  @Test
  void afterSudoThePersonIsStillTheOneWhoLoggedIn() {
    FakeProcess root = host.call(host.ssh("10.0.0.5", 40_000, ALICE), "/usr/bin/sudo", 0, "/usr/bin/id");
    assertEquals("ssh:alice@10.0.0.5 > sudo:root exact", described(root));
    assertEquals("alice", Shown.of(root, "user"));
    assertEquals("sudo", Shown.of(root, "change"));
    assertEquals("alice", Shown.of(root, "change.from"));
    assertEquals("root", Shown.of(root, "change.to"));
  }

  @Test
  void sudoItselfBelongsToTheSessionThatCalledIt() {
    FakeProcess sudo = host.exec(host.fork(host.ssh("10.0.0.5", 40_000, ALICE)), "/usr/bin/sudo", 0);
    assertEquals("ssh:alice@10.0.0.5 exact", described(sudo));
    assertEquals("<NA>", Shown.of(sudo, "change"));
  }

  @Test
  void aShellThatIsReplacedBySudoIsTheCaller() {
    FakeProcess sudo = host.exec(host.ssh("10.0.0.5", 40_000, ALICE), "/usr/bin/sudo", 0);
    FakeProcess root = host.run(sudo, "/usr/bin/id");
    assertEquals("alice", Shown.of(root, "change.from"));
  }

  @Test
  void severalChangesAreAChain() {
    FakeProcess bob = host.call(host.ssh("10.0.0.5", 40_000, ALICE), "/usr/bin/su", BOB, "/usr/bin/bash");
    FakeProcess root = host.call(bob, "/usr/bin/doas", 0, "/usr/bin/bash");
    assertEquals("ssh:alice@10.0.0.5 > su:bob > doas:root exact", described(root));
    assertEquals("bob", Shown.of(root, "change.from"));
  }

  @Test
  void sudoThatRunsSuAsAnotherUserHasThatUserInTheChain() {
    FakeProcess su = host.fork(host.exec(host.fork(host.ssh("10.0.0.5", 40_000, ALICE)), "/usr/bin/sudo", 0));
    su.credentials = su.credentials.withUid(BOB);
    host.exec(su, "/usr/bin/su", 0);
    assertEquals("ssh:alice@10.0.0.5 > sudo:bob > su:root exact", described(host.run(su, "/usr/bin/bash")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/sudo", "/usr/bin/doas", "/usr/sbin/runuser"})
  void aLoginProgramThatExecutesItselfAsAnotherUserHasThatUserInTheChain(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String chain = "ssh:alice@10.0.0.5 > " + name + ":bob > " + name + ":root exact";
    FakeProcess shell = host.ssh("10.0.0.5", 40_000, ALICE);
    FakeProcess child = host.fork(host.exec(host.fork(shell), path, 0));
    FakeProcess same = host.exec(host.fork(shell), path, 0);
    for (FakeProcess process : new FakeProcess[] {child, same}) {
      process.credentials = process.credentials.withUid(BOB);
      host.exec(process, path, 0);
      assertEquals(chain, described(host.run(host.fork(host.enriched(process)), "/usr/bin/id")));
    }
  }

  @Test
  void theChainDoesNotGrowWithoutEnd() {
    FakeProcess process = host.ssh("10.0.0.5", 40_000, ALICE);
    for (int i = 0; i < 100; i++) {
      process = host.call(process, "/usr/bin/sudo", i % 2 == 0 ? BOB : ALICE, "/usr/bin/bash");
    }
    String chain = Shown.of(process, "chain");
    assertEquals(SessionAccountChange.MOST, chain.split(" > ").length - 1);
    assertEquals("bob", Shown.of(process, "change.from"));
    assertEquals("alice", Shown.of(process, "change.to"));
  }

  @Test
  void aLoginOnTheConsoleHasUserAndTerminal() {
    FakeProcess shell = consoleLogin(ALICE, true);
    assertEquals("console:alice@tty1 exact", described(shell));
    assertEquals("<NA>", Shown.of(shell, "source_ip"));
    assertEquals(Long.toString(shell.usage.startNanos), Shown.of(shell, "start"));
    assertEquals("console:alice@tty1 likely", described(consoleLogin(ALICE, false)));
  }

  @Test
  void aHelperThatLoginStartsHasNoUser() {
    FakeProcess login = host.exec(host.fork(host.init), "/usr/bin/login");
    assertEquals("console:? likely", described(host.run(login, "/usr/sbin/unix_chkpwd")));
  }

  @Test
  void onATerminalSudoBeginsASessionIfTheLoginIsNotKnown() {
    FakeProcess root = host.call(terminal(ALICE, ALICE), "/usr/bin/sudo", 0, "/usr/bin/id");
    assertEquals("alice@pts/3 > sudo:root exact", described(root));
    assertEquals("sudo", Shown.of(root, "kind"));
    assertEquals("sudo-" + root.ids.ptid, Shown.of(root, "id"));
    FakeProcess bob = host.call(terminal(ALICE, AccountIds.UNKNOWN), "/usr/bin/su", BOB, "/usr/bin/id");
    assertEquals("alice@pts/3 > su:bob likely", described(bob));
  }

  @Test
  void aCallerWhoIsNotTheLoginUserIsAmbiguous() {
    FakeProcess root = host.call(terminal(BOB, ALICE), "/usr/bin/sudo", 0, "/usr/bin/id");
    assertEquals("alice@pts/3 > sudo:root ambiguous", described(root));
    assertEquals("bob", Shown.of(root, "change.from"));
  }

  @Test
  void servicesAndJobsHaveNoSessionAlsoIfTheyCallSudo() {
    FakeProcess service = host.run(host.init, "/usr/bin/nginx");
    assertEquals("<NA>", Shown.of(service, "kind"));
    FakeProcess job = host.run(host.run(host.init, "/usr/sbin/cron"), "/usr/bin/sh");
    job.credentials = job.credentials.withLoginuid(ALICE);
    assertEquals("<NA>", Shown.of(host.call(job, "/usr/bin/sudo", 0, "/usr/bin/id"), "kind"));
    assertEquals("<NA>", Shown.of(host.call(host.init, "/usr/bin/runuser", BOB, "/usr/bin/psql"), "kind"));
  }

  @Test
  void theJobsOfASchedulerThatSomebodyRestartedHaveNoSession() {
    FakeProcess cron = host.call(host.ssh("10.0.0.5", 40_000, ALICE), "/usr/bin/sudo", 0, "/usr/sbin/cron");
    assertEquals("alice", Shown.of(cron, "user"));
    assertEquals("<NA>", Shown.of(host.run(host.fork(cron), "/usr/bin/sh"), "kind"));
  }

  @Test
  void anAccountWithoutANameIsShownByItsNumber() {
    assertEquals("ssh:4242@10.0.0.5 exact", described(host.ssh("10.0.0.5", 40_000, 4242)));
    assertEquals("4242", Shown.of(host.ssh("10.0.0.5", 40_001, 4242), "user"));
  }
}
