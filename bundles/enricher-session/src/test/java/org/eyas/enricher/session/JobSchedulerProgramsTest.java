package org.eyas.enricher.session;

import static org.eyas.enricher.session.Host.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.eyas.api.data.Text;
import org.eyas.api.process.ExeFile;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only the jobs of a scheduler of root leave the session in which it was started. */
class JobSchedulerProgramsTest {
  private static final String BY_ALICE = "ssh:alice@10.0.0.5";
  private static final String BY_ROOT = BY_ALICE + " > sudo:root";
  private static final String NOBODY = "<NA>";
  private static final long DAEMON = 1;

  private final Host host = new Host();
  private final FakeProcess shell = host.ssh("10.0.0.5", 40_000, ALICE);

  // A scheduler makes a process for a job, which becomes the owner of the job and then executes it.
  private String jobOf(FakeProcess scheduler) {
    return Shown.of(host.run(host.fork(scheduler), "/usr/bin/sh"), "chain");
  }

  private FakeProcess startedByHand(String path) {
    return host.call(shell, "/usr/bin/sudo", 0, path);
  }

  private String jobIn(String... cgroups) {
    shell.place.rawCgroups = FakeProcess.strings(cgroups);
    return jobOf(startedByHand("/usr/sbin/cron"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cron", "crond", "atd", "anacron"})
  void aUsersOwnProgramIsNotAScheduler(String name) {
    for (String folder : new String[] {"/home/alice/", "/tmp/", "/home/alice/usr/sbin/", "/opt/", "", "/dev/shm/"}) {
      FakeProcess fake = host.run(shell, folder + name);
      assertEquals(BY_ALICE, Shown.of(host.fork(fake), "chain"), folder);
      assertEquals(BY_ALICE, jobOf(fake), folder);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/sbin/cron", "/usr/sbin/crond", "/usr/sbin/atd", "/usr/bin/atd", "/sbin/anacron"})
  void theSystemsSchedulerThatAUserRunsIsNotRoots(String path) { // LD_PRELOAD makes it do anything
    FakeProcess scheduler = host.run(shell, path);
    assertEquals(BY_ALICE, Shown.of(host.fork(scheduler), "chain"));
    assertEquals(BY_ALICE, jobOf(scheduler));
  }

  @Test
  void aFileThatAUserMountedOverTheSchedulerIsNotRoots() {
    FakeProcess inNamespace = host.fork(shell);
    inNamespace.ids.vpid = 7;
    assertEquals(BY_ALICE, jobOf(host.exec(inNamespace, "/usr/sbin/cron")));
  }

  @Test
  void aNameThatAProcessGivesItselfDoesNotMakeAScheduler() {
    FakeProcess fake = host.run(shell, "/usr/bin/perl");
    fake.program.comm = Text.of("cron");
    fake.program.exe = Text.of("/usr/sbin/cron");
    assertEquals(BY_ALICE, jobOf(fake));
  }

  @Test
  void aLinkNamedAsASchedulerDoesNotMakeOne() { // ln -s /usr/bin/sudo cron: the kernel's path is that of sudo
    FakeProcess sudo = host.fork(host.exec(host.fork(shell), "/usr/bin/sudo", 0));
    sudo.program.comm = Text.of("cron");
    sudo.program.exe = Text.of("./cron");
    assertEquals(BY_ROOT, jobOf(sudo));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/sbin/mycron", "/usr/sbin/cron (deleted)", "/usr/sbin/cron.d/run", "/root/cron", "cron"})
  void anotherFileOfRootIsNotAScheduler(String path) {
    assertEquals(BY_ROOT, jobOf(startedByHand(path)));
  }

  @Test
  void withoutUnitsTheJobsOfASchedulerOfRootLeaveTheSession() {
    assertEquals(NOBODY, jobIn());
    assertEquals(NOBODY, jobIn("cpuset=/", "cpu=/", "memory=/"));
    FakeProcess cron = startedByHand("/usr/sbin/cron");
    assertEquals(BY_ROOT, Shown.of(cron, "chain"));
    assertEquals(NOBODY, Shown.of(host.fork(cron), "chain"));
  }

  @Test
  void theSchedulerMayGiveUpTheRightsOfRootAfterItsStart() {
    FakeProcess atd = startedByHand("/usr/sbin/atd");
    atd.credentials = atd.credentials.withUid(DAEMON);
    assertEquals(NOBODY, jobOf(atd));
  }

  @Test
  void theServiceAccountOfASchedulerCannotRunOne() {
    FakeProcess intruder = host.fork(shell);
    intruder.credentials = intruder.credentials.withUid(DAEMON);
    assertEquals(BY_ALICE, jobOf(host.exec(intruder, "/usr/sbin/atd")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cron", "crond", "cronie", "atd", "anacron"})
  void theJobsOfASchedulersUnitLeaveTheSession(String unit) {
    assertEquals(NOBODY, jobIn("cpuset=/", "cpu=/system.slice", "memory=/system.slice/" + unit + ".service"));
    assertEquals(NOBODY, jobIn("memory=/system.slice/" + unit + ".service/jobs"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/user.slice/user-1000.slice/session-3.scope", "/user.slice", "/system.slice/ssh.service",
      "/user.slice/user-1000.slice/user@1000.service/app.slice/cron.service", "/system.slice/cron.service.d/x",
      "/system.slice/xcron.service", "/custom.slice/user@1000.service/system.slice/cron.service"})
  void theJobsOfASchedulerThatRunsInAnotherUnitStayWithThePerson(String path) {
    assertEquals(BY_ROOT, jobIn("cpuset=/", "memory=" + path));
  }

  @Test
  void theJobsOfAContainersSchedulerStayWithThePerson() {
    assertEquals(BY_ROOT, jobIn("cpu=/docker/" + "0123456789abcdef".repeat(4)));
    shell.place.rawCgroups = Text.EMPTY;
    FakeProcess inNamespace = startedByHand("/usr/sbin/cron");
    inNamespace.ids.vpid = 7;
    assertEquals(BY_ROOT, jobOf(inNamespace));
    FakeProcess inImage = startedByHand("/usr/sbin/cron");
    inImage.exeFile = new ExeFile(9, 0, 0, false, false, true, false);
    assertEquals(BY_ROOT, jobOf(inImage));
  }
}
