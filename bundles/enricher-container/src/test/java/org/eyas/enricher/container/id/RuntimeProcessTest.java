package org.eyas.enricher.container.id;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.eyas.api.data.Text;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.Test;

class RuntimeProcessTest {
  private static final String ID = "a".repeat(64);

  private static FakeProcess shim() {
    FakeProcess shim = FakeProcess.of(10, "containerd-shim");
    shim.program.exepath = Text.of("/usr/bin/containerd-shim-runc-v2");
    shim.program.rawArgs = FakeProcess.strings("-namespace", "moby", "-id", ID, "-address", "/run/x.sock");
    shim.place.cwd = Text.of("/run/x/moby/" + ID + "/");
    return shim;
  }

  private static FakeProcess conmon() {
    FakeProcess conmon = FakeProcess.of(10, "conmon");
    conmon.program.rawArgs =
        FakeProcess.strings("--api-version", "1", "-c", ID, "-b", "/store/overlay-containers/" + ID + "/userdata");
    conmon.credentials = conmon.credentials.withUid(1000);
    return conmon;
  }

  @Test
  void theShimAboveAProcessNamesItsBundle() {
    FakeProcess inside = shim().child(11, "runc").child(12, "sh");
    assertEquals(
        Optional.of(new RuntimeProcess(RuntimeProcess.Kind.SHIM, "/run/x/moby/" + ID + "/", ID, 0)),
        RuntimeProcess.above(inside));
  }

  @Test
  void conmonNamesContainerAndBundle() {
    assertEquals(
        Optional.of(
            new RuntimeProcess(
                RuntimeProcess.Kind.CONMON, "/store/overlay-containers/" + ID + "/userdata", ID, 1000)),
        RuntimeProcess.above(conmon().child(11, "sh")));
  }

  @Test
  void aFakeInAContainerIsNotTrusted() {
    FakeProcess shim = shim();
    shim.place.rawCgroups = Text.of("cpu=/docker/" + "b".repeat(64) + "\0");
    assertEquals(Optional.empty(), RuntimeProcess.above(shim.child(11, "sh")));
    FakeProcess conmon = conmon();
    conmon.ids.vpid = 5;
    assertEquals(Optional.empty(), RuntimeProcess.above(conmon.child(11, "sh")));
  }

  @Test
  void runcSaysNothingWhereverItRuns() {
    FakeProcess runc = FakeProcess.of(10, "runc");
    runc.program.exepath = Text.of("/usr/bin/runc");
    runc.program.rawArgs = FakeProcess.strings("-id", ID, "-c", ID, "-b", "/store", "start", ID);
    runc.place.cwd = Text.of("/run/x/moby/" + ID + "/");
    assertEquals(Optional.empty(), RuntimeProcess.above(runc.child(11, "sh")));
  }

  @Test
  void aFakeBetweenAProcessAndItsShimHidesTheShim() {
    FakeProcess fake = shim().child(11, "conmon");
    fake.credentials = fake.credentials.withUid(1000);
    fake.place.rawCgroups = Text.of("cpu=/docker/" + ID + "\0");
    fake.program.rawArgs = FakeProcess.strings("-c", "b".repeat(64), "-b", "/tmp/x");
    assertEquals(Optional.empty(), RuntimeProcess.above(fake.child(12, "sh")));
  }

  @Test
  void aCommandLineWithoutIdOrBundleSaysNothing() {
    FakeProcess conmon = conmon();
    conmon.program.rawArgs = FakeProcess.strings("-c", ID);
    assertEquals(Optional.empty(), RuntimeProcess.above(conmon.child(11, "sh")));
    conmon.program.rawArgs = FakeProcess.strings("-b", "/store", "-c");
    assertEquals(Optional.empty(), RuntimeProcess.above(conmon.child(11, "sh")));
    assertEquals(Optional.empty(), RuntimeProcess.above(FakeProcess.of(1, "sh").child(2, "cat")));
  }

  @Test
  void theRuntimeOfTheOwnerIsFoundAboveThatOfAnother() {
    FakeProcess fake = shim().child(11, "conmon");
    fake.credentials = fake.credentials.withUid(1000);
    fake.program.rawArgs = FakeProcess.strings("-c", "b".repeat(64), "-b", "/tmp/x");
    FakeProcess inside = fake.child(12, "sh");
    assertEquals(0, RuntimeProcess.above(inside, 0).orElseThrow().uid());
    assertEquals("/tmp/x", RuntimeProcess.above(inside, 1000).orElseThrow().bundle());
    assertEquals(Optional.empty(), RuntimeProcess.above(inside, 1001));
    assertEquals(Optional.empty(), RuntimeProcess.above(inside, ContainerId.NOBODY));
  }

  @Test
  void aSetUidProgramThatAUserCallsConmonIsNone() {
    FakeProcess su = conmon();
    su.credentials = su.credentials.withUid(0);
    su.program.exepath = Text.of("/usr/bin/su");
    assertEquals(Optional.empty(), RuntimeProcess.above(su.child(11, "sh")));
  }
}
