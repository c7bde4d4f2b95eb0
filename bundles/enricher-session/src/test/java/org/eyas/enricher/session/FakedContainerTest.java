package org.eyas.enricher.session;

import static org.eyas.enricher.session.Host.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.eyas.api.data.Text;
import org.eyas.api.process.ExeFile;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cgroups with the name of a container in which a user hides su and sudo, and cgroups of real containers. */
class FakedContainerTest {
  private static final String ID = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  private static final String OTHER_ID = "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210";
  private static final String BY_ALICE = "ssh:alice@10.0.0.5";
  private static final String BY_ROOT = BY_ALICE + " > su:root";
  private static final String USERS = "/user.slice/user-1000.slice/user@1000.service/app.slice/docker-" + ID + ".scope";
  private static final String REAL = "/system.slice/docker-" + ID + ".scope";
  private static final ExeFile OF_AN_IMAGE = new ExeFile(9, 0, 0, false, false, true, false);

  private final Host host = new Host();
  private final FakeProcess shell = host.ssh("10.0.0.5", 40_000, ALICE);

  private static void move(FakeProcess process, String cgroup) {
    process.place.rawCgroups = FakeProcess.strings("cpuset=/", "memory=" + cgroup);
  }

  private String changed(FakeProcess caller, String program) {
    return Shown.of(host.call(caller, program, 0, "/usr/bin/id"), "chain");
  }

  // As containerd-shim and conmon start a program of a container: the runtime is above it.
  private FakeProcess inside(String runtime, String cgroup) {
    FakeProcess program = host.fork(host.run(host.init, runtime));
    move(program, cgroup);
    program.usage.tty = Host.PTS_3;
    return host.exec(program, "/bin/sh");
  }

  @ParameterizedTest
  @ValueSource(strings = {USERS, "/user.slice/user-1000.slice/user@1000.service/docker/" + ID, "/docker/" + ID,
      "/deleg-alice/docker/" + ID, "/custom.slice/user@1000.service/libpod-" + ID + ".scope", REAL, "/kubepods/pod1/" + ID})
  void aCgroupThatAUserNamedAsAContainersHidesNoChange(String cgroup) {
    move(shell, cgroup);
    assertEquals(BY_ROOT, changed(shell, "/usr/bin/su"));
    assertEquals(BY_ALICE + " > sudo:root", changed(shell, "/usr/bin/sudo"));
    assertEquals(BY_ALICE + " > doas:root", changed(shell, "/usr/bin/doas"));
  }

  @Test
  void changesAfterOneThatWasHiddenAreRecordedToo() {
    move(shell, "/deleg-alice/docker/" + ID);
    FakeProcess root = host.call(shell, "/usr/bin/su", 0, "/usr/bin/bash");
    assertEquals(BY_ROOT + " > su:bob", Shown.of(host.call(root, "/usr/bin/su", Host.BOB, "/usr/bin/id"), "chain"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/home/alice/conmon", "/usr/bin/conmon"})
  void aRuntimeOfAUserIsNotEvidence(String path) {
    FakeProcess runtime = host.run(shell, path);
    FakeProcess below = host.run(runtime, "/bin/sh");
    move(below, "/deleg-alice/docker/" + ID);
    assertEquals(BY_ROOT, changed(below, "/usr/bin/su"));
  }

  @Test
  void aSetUidProgramNamedAsARuntimeIsNotEvidence() { // ln -s /usr/bin/su conmon; ./conmon -c ...
    FakeProcess su = host.fork(shell);
    move(su, "/deleg-alice/docker/" + ID);
    host.exec(su, "/usr/bin/su", 0);
    su.program.comm = Text.of("conmon");
    su.program.exe = Text.of("./conmon");
    FakeProcess root = host.run(su, "/usr/bin/bash");
    assertEquals(BY_ROOT, Shown.of(root, "chain"));
    assertEquals(BY_ROOT + " > sudo:root", changed(root, "/usr/bin/sudo"));
  }

  @Test
  void aFileOfAnImageIsNotEvidenceBelowAUsersSlice() {
    move(shell, USERS);
    FakeProcess su = host.fork(shell);
    su.exeFile = OF_AN_IMAGE;
    assertEquals(BY_ROOT, Shown.of(host.run(host.exec(su, "/usr/bin/su", 0), "/usr/bin/id"), "chain"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/containerd-shim-runc-v2", "/usr/bin/conmon", "/snap/microk8s/1/bin/containerd-shim-runc-v2"})
  void inAContainerOfRootNobodyChangesAnAccountOfTheHost(String runtime) {
    FakeProcess program = inside(runtime, REAL);
    assertEquals("<NA>", changed(program, "/usr/bin/su"));
    assertEquals("<NA>", changed(host.run(host.run(program, "/bin/sh"), "/bin/sh"), "/usr/bin/sudo"));
  }

  @Test
  void aUsersSliceWithinAContainerBelongsToTheContainer() {
    assertEquals("<NA>", changed(inside("/usr/bin/conmon", REAL + "/user.slice/user-1000.slice/" + OTHER_ID), "/usr/bin/su"));
  }

  @Test
  void aContainerOfAnUnknownRuntimeIsRecognizedByItsImage() {
    FakeProcess su = host.fork(inside("/var/lib/other/shim", REAL));
    su.exeFile = OF_AN_IMAGE;
    assertEquals("<NA>", Shown.of(host.run(host.exec(su, "/usr/bin/su", 0), "/usr/bin/id"), "chain"));
  }

  @Test
  void theIdOfAContainerIsThatOfTheInnermostOneThatNoUserNamed() {
    assertEquals(ID, ContainerCgroupId.id(FakeProcess.strings("memory=" + REAL)).toString());
    assertEquals(OTHER_ID, ContainerCgroupId.id(FakeProcess.strings("cpu=/docker/" + ID + "/docker/" + OTHER_ID)).toString());
    String nested = REAL + "/user.slice/user-0.slice/docker-" + OTHER_ID;
    assertEquals(ID, ContainerCgroupId.id(FakeProcess.strings("cpu=" + nested)).toString());
    assertEquals(ID,
        ContainerCgroupId.id(FakeProcess.strings("cpu=" + REAL, "memory=" + USERS.replace(ID, OTHER_ID))).toString());
    assertEquals(ID,
        ContainerCgroupId.id(FakeProcess.strings("cpu=" + USERS.replace(ID, OTHER_ID), "memory=" + REAL)).toString());
    assertEquals("", ContainerCgroupId.id(FakeProcess.strings("memory=" + USERS)).toString());
  }

  private FakeProcess faked(FakeProcess parent, long vpid, String cgroup) {
    FakeProcess process = host.fork(parent);
    process.ids.vpid = vpid;
    move(process, cgroup);
    return host.exec(process, "/bin/sh");
  }

  @ParameterizedTest
  @ValueSource(strings = {USERS, "/deleg-alice/docker/" + ID, "/kubepods/besteffort/pod1/" + ID})
  void aProcessNamespaceInACgroupNamedAsAContainersEntersNoContainer(String cgroup) {
    FakeProcess job = host.run(host.init, "/usr/bin/bash"); // of a service: it has no session
    job.credentials = job.credentials.withUid(ALICE);
    assertNull(EnteredProgram.of(faked(job, 30, cgroup)));
    assertNull(EnteredProgram.first(faked(job, 1, cgroup), id -> true));
  }

  @Test
  void aProgramBelowARuntimeOfRootEntersItsContainer() {
    FakeProcess shim = host.run(host.init, "/usr/bin/containerd-shim-runc-v2");
    assertEquals(ID, container(EnteredProgram.of(faked(shim, 30, REAL))));
    assertEquals(ID, container(EnteredProgram.first(faked(shim, 1, REAL), id -> true)));
    FakeProcess runc = host.exec(host.fork(shim), "/memfd:runc_cloned:/proc/self/exe (deleted)");
    assertEquals(ID, container(EnteredProgram.of(faked(runc, 31, REAL))));
  }

  private static String container(EnteredProgram program) {
    return program == null ? "none" : program.container().toString();
  }
}
