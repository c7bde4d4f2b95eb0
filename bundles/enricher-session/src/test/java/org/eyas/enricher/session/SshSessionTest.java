package org.eyas.enricher.session;

import static org.eyas.enricher.session.Host.ALICE;
import static org.eyas.enricher.session.Host.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.eyas.testkit.FakeFd;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.Test;

class SshSessionTest {
  private final Host host = new Host();

  private static String described(FakeProcess process) {
    return Shown.of(process, "chain") + " " + Shown.of(process, "confidence");
  }

  @Test
  void theShellOfALoginHasUserAndAddress() {
    FakeProcess shell = host.ssh("10.0.0.5", 40_000, ALICE);
    assertEquals("ssh:alice@10.0.0.5 exact", described(shell));
    assertEquals("pts/3", Shown.of(shell, "tty"));
    assertEquals("40000", Shown.of(shell, "source_port"));
    assertEquals("1000", Shown.of(shell, "uid"));
  }

  @Test
  void whatTheUserStartsBelongsToTheSessionAlsoWithoutATerminalAndWithParentOne() {
    FakeProcess shell = host.ssh("10.0.0.5", 40_000, ALICE);
    FakeProcess daemon = host.run(host.run(shell, "/usr/bin/nohup"), "/home/alice/miner");
    daemon.ids.ptid = 1;
    daemon.usage.tty = 0;
    FakeProcess later = host.run(daemon, "/usr/bin/curl");
    assertEquals("ssh:alice@10.0.0.5 exact", described(later));
    assertSame(shell.attachments.get(SessionTrail.KEY), later.attachments.get(SessionTrail.KEY));
  }

  @Test
  void channelsOfOneConnectionShareItsId() {
    FakeProcess user = host.logIn(host.connect("10.0.0.5", 40_000), ALICE, true);
    FakeProcess first = host.shell(user, "10.0.0.5", 40_000);
    FakeProcess second = host.shell(user, "10.0.0.5", 40_000);
    FakeProcess other = host.ssh("10.0.0.5", 40_001, ALICE);
    assertEquals(Shown.of(first, "id"), Shown.of(second, "id"));
    assertEquals("ssh-" + user.ids.ptid + "-40000", Shown.of(first, "id"));
    assertEquals("ssh-" + host.init.byTid(other.ids.ptid).ids().ptid() + "-40001", Shown.of(other, "id"));
  }

  @Test
  void aConnectionWithoutALoginHasNoSession() {
    FakeProcess monitor = host.connect("10.0.0.5", 40_000);
    assertEquals("<NA>", Shown.of(monitor, "kind"));
    assertEquals("<NA>", Shown.of(host.sshd, "kind"));
  }

  @Test
  void aHelperThatSshdStartsBeforeTheLoginHasNoUser() {
    FakeProcess helper = host.fork(host.connect("10.0.0.5", 40_000));
    helper.credentials = helper.credentials.withUid(65_534);
    host.exec(helper, "/usr/local/bin/authorized-keys");
    assertEquals("ssh:?@10.0.0.5 likely", described(helper));
    assertEquals("<NA>", Shown.of(helper, "user"));
  }

  @Test
  void withoutALoginUserIdTheUserIsThatOfTheShell() {
    FakeProcess user = host.logIn(host.connect("10.0.0.5", 40_000), ALICE, false);
    assertEquals("ssh:alice@10.0.0.5 likely", described(host.shell(user, "10.0.0.5", 40_000)));
  }

  @Test
  void theLoginUserIdOfAnAdministratorWhoRestartedSshdIsNotThatOfTheUser() {
    host.sshd.credentials = host.sshd.credentials.withLoginuid(BOB);
    FakeProcess user = host.logIn(host.connect("10.0.0.5", 40_000), ALICE, false);
    assertEquals("ssh:alice@10.0.0.5 likely", described(host.shell(user, "10.0.0.5", 40_000)));
  }

  @Test
  void aLoginAfterARestartOfSshdIsNotTheSessionOfTheAdministrator() {
    FakeProcess root = host.call(host.ssh("10.0.0.9", 50_000, BOB), "/usr/bin/sudo", 0, "/usr/sbin/sshd");
    assertEquals("ssh:bob@10.0.0.9 > sudo:root exact", described(root));
    root.fds.put(5L, Host.accepted(5, "10.0.0.5", 40_000));
    FakeProcess monitor = host.exec(host.fork(root), "/usr/lib/openssh/sshd-session");
    FakeProcess shell = host.shell(host.logIn(monitor, ALICE, true), "10.0.0.5", 40_000);
    assertEquals("ssh:alice@10.0.0.5 exact", described(shell));
  }

  @Test
  void aServerThatGoesToTheBackgroundIsNotALogin() {
    FakeProcess root = host.call(host.ssh("10.0.0.9", 50_000, BOB), "/usr/bin/sudo", 0, "/usr/sbin/sshd");
    assertEquals("ssh:bob@10.0.0.9 > sudo:root exact", described(host.fork(root)));
  }

  @Test
  void anOlderServerWithoutAKnownSocketIsALogin() {
    FakeProcess monitor = host.exec(host.fork(host.sshd), "/usr/sbin/sshd");
    FakeProcess shell = host.shell(host.logIn(monitor, ALICE, true), "10.0.0.5", 40_000);
    assertEquals("ssh:alice@10.0.0.5 likely", described(shell));
  }

  @Test
  void withoutTheSocketTheAddressIsThatOfTheEnvironment() {
    FakeProcess monitor = host.exec(host.fork(host.sshd), "/usr/lib/openssh/sshd-session");
    FakeProcess shell = host.shell(host.logIn(monitor, ALICE, true), "10.0.0.5", 40_000);
    assertEquals("ssh:alice@10.0.0.5 likely", described(shell));
  }

  @Test
  void aLoginUserIdThatIsNotTheShellsUserIsAmbiguous() {
    FakeProcess user = host.logIn(host.connect("10.0.0.5", 40_000), ALICE, true);
    user.credentials = user.credentials.withUid(BOB);
    assertEquals("ssh:alice@10.0.0.5 ambiguous", described(host.shell(user, "10.0.0.5", 40_000)));
  }

  @Test
  void severalConnectionsOfOneServerAreAmbiguous() {
    host.sshd.fds.put(8L, Host.accepted(8, "10.0.0.6", 41_000));
    FakeProcess shell = host.ssh("10.0.0.5", 40_000, ALICE);
    assertEquals("ssh:alice@pts/3 ambiguous", described(shell));
    assertEquals("<NA>", Shown.of(shell, "source_ip"));
  }

  @Test
  void forwardedConnectionsAreNotTheLogin() {
    FakeProcess user = host.logIn(host.connect("10.0.0.5", 40_000), ALICE, true);
    user.fds.put(1L, Host.accepted(1, "10.0.0.77", 12_345));
    user.fds.put(20L, Host.accepted(20, "10.0.0.78", 12_345));
    assertEquals("ssh:alice@10.0.0.5 exact", described(host.shell(user, "10.0.0.5", 40_000)));
  }

  @Test
  void addressesOfIpv6AreKnown() {
    assertEquals("ssh:alice@2001:db8::1:0:5 exact", described(host.ssh("2001:db8::1:0:5", 40_000, ALICE)));
  }

  @Test
  void olderServersServeAConnectionWithTheProgramOfTheListener() {
    host.sshd.fds.put(7L, Host.accepted(7, "10.0.0.5", 40_000));
    FakeProcess monitor = host.exec(host.fork(host.sshd), "/usr/sbin/sshd");
    host.sshd.fds.remove(7L);
    FakeProcess shell = host.shell(host.logIn(monitor, ALICE, true), "10.0.0.5", 40_000);
    assertEquals("ssh:alice@10.0.0.5 exact", described(shell));
  }

  @Test
  void aServerThatSystemdStartsForEachConnectionIsKnown() {
    FakeProcess server = host.fork(host.init);
    server.fds.put(0L, Host.accepted(0, "10.0.0.5", 40_000));
    host.exec(server, "/usr/sbin/sshd");
    FakeProcess shell = host.shell(host.logIn(server, ALICE, true), "10.0.0.5", 40_000);
    assertEquals("ssh:alice@10.0.0.5 exact", described(shell));
  }

  @Test
  void sessionsThatBeganBeforeTheFirstEventAreFoundInAnyOrder() {
    FakeProcess shell = host.ssh("10.0.0.5", 40_000, ALICE);
    FakeProcess root = host.call(shell, "/usr/bin/sudo", 0, "/usr/bin/id");
    for (FakeProcess process = root; process != host.init; process = (FakeProcess) process.byTid(process.ids.ptid)) {
      process.attachments.clear();
      process.uidBeforeExec = AccountIds.UNKNOWN;
    }
    host.enriched(root);
    host.enriched(shell);
    assertEquals("ssh:alice@10.0.0.5 exact", described(shell));
    assertEquals("ssh:alice@10.0.0.5 > sudo:root exact", described(root));
    assertEquals("<NA>", Shown.of(root, "start"));
    assertEquals("<NA>", Shown.of(root, "duration"));
  }

  @Test
  void anIpv6ConnectionThatWasOpenBeforeTheFirstEventIsTurned() {
    FakeProcess monitor = host.fork(host.sshd);
    FakeProcess user = host.logIn(host.exec(monitor, "/usr/lib/openssh/sshd-session"), ALICE, true);
    FakeProcess shell = host.shell(user, "2001:db8::5", 40_000);
    for (FakeProcess process : new FakeProcess[] {monitor, user, shell}) {
      process.attachments.clear();
    }
    monitor.fds.put(4L, turned("2001:db8::5", 40_000));
    host.enriched(shell);
    assertEquals("ssh:alice@2001:db8::5 exact", described(shell));
  }

  private static FakeFd turned(String client, int port) {
    FakeFd fd = FakeFd.tcp(4, "2001:db8::1", 22, client, port);
    fd.roleClient = false;
    return fd;
  }
}
