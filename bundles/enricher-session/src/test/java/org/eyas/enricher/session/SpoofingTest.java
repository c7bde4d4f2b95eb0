package org.eyas.enricher.session;

import static org.eyas.enricher.session.Host.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.eyas.api.data.Text;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.Test;

/** Programs that pretend to be a login program do not change the session. */
class SpoofingTest {
  private static final String BY_ALICE = "ssh:alice@10.0.0.5";
  private static final String CGROUP = "cpu=/docker/" + "0123456789abcdef".repeat(4);

  private final Host host = new Host();
  private final FakeProcess shell = host.ssh("10.0.0.5", 40_000, ALICE);

  private FakeProcess served(FakeProcess server) {
    server.fds.put(9L, Host.accepted(9, "8.8.8.8", 40_000));
    return host.exec(host.fork(server), "/usr/bin/bash", "SSH_CONNECTION=8.8.8.8 40000 10.0.0.1 22");
  }

  @Test
  void aUsersOwnProgramNamedSshdIsNotBelieved() {
    assertEquals(BY_ALICE, Shown.of(served(host.run(shell, "/home/alice/sshd")), "chain"));
    assertEquals(BY_ALICE, Shown.of(served(host.run(shell, "/home/alice/usr/sbin/sshd-session")), "chain"));
  }

  @Test
  void theSystemsSshdThatAUserStartsIsNotBelieved() {
    FakeProcess server = host.fork(shell);
    server.fds.put(9L, Host.accepted(9, "8.8.8.8", 40_000));
    host.exec(server, "/usr/sbin/sshd");
    assertEquals(BY_ALICE, Shown.of(served(server), "chain"));
  }

  @Test
  void aNameThatAProcessGivesItselfIsNotBelieved() {
    FakeProcess server = host.run(shell, "/usr/bin/perl");
    server.program.comm = Text.of("sshd-session");
    server.program.exe = Text.of("/usr/sbin/sshd");
    assertEquals(BY_ALICE, Shown.of(served(server), "chain"));
  }

  @Test
  void aFirstArgumentOfSudoIsNotBelieved() {
    FakeProcess fake = host.run(shell, "/usr/bin/perl");
    fake.program.exe = Text.of("sudo");
    assertEquals(BY_ALICE, Shown.of(host.run(fake, "/usr/bin/id"), "chain"));
  }

  @Test
  void aCopyOfSudoWithoutTheSetUidBitIsNotBelieved() {
    assertEquals(BY_ALICE, Shown.of(host.run(host.exec(host.fork(shell), "/usr/bin/sudo", ALICE), "/usr/bin/id"), "chain"));
  }

  @Test
  void aProgramOfRootOutsideTheSystemsDirectoriesIsNotBelieved() {
    FakeProcess root = host.call(shell, "/usr/bin/sudo", 0, "/root/su");
    assertEquals(BY_ALICE + " > sudo:root", Shown.of(host.run(root, "/usr/bin/bash"), "chain"));
  }

  @Test
  void sshdInAContainerIsNotBelieved() {
    FakeProcess inNamespace = host.fork(host.init);
    inNamespace.ids.vpid = 7;
    assertEquals("<NA>", Shown.of(served(host.exec(inNamespace, "/usr/sbin/sshd")), "kind"));
    FakeProcess inCgroup = host.fork(host.run(host.init, "/usr/bin/conmon"));
    inCgroup.place.rawCgroups = FakeProcess.strings(CGROUP);
    assertEquals("<NA>", Shown.of(served(host.exec(inCgroup, "/usr/sbin/sshd")), "kind"));
  }

  @Test
  void aConnectionInTheEnvironmentOfAUserIsNotBelieved() {
    FakeProcess liar = host.exec(host.fork(shell), "/usr/bin/bash", "SSH_CONNECTION=8.8.8.8 1 10.0.0.1 22");
    assertEquals(BY_ALICE, Shown.of(liar, "chain"));
  }
}
