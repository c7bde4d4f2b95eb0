package org.eyas.linux.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.StateSink;
import org.eyas.api.source.UserEntry;
import org.eyas.testkit.process.TestProcess;
import org.junit.jupiter.api.Test;

class UnreadProcessesTest {
  private static final List<String> WITHOUT =
      List.of("setpriv", "--bounding-set=-sys_ptrace,-dac_read_search,-dac_override");

  @Test
  void withoutCapabilitiesTheyAreNamed() throws Exception {
    assumeTrue(TestProcess.isPossible(WITHOUT), "skipped: setpriv cannot take capabilities away here; run as root");
    String printed = TestProcess.output(WITHOUT, List.of(), Look.class).strip();
    assertTrue(
        printed.matches(
            "\\d+ of \\d+ processes cannot be read \\(permission denied\\): the names of their programs, directories and open files are"
                + " unknown, and rules may miss them; give CAP_SYS_PTRACE and CAP_DAC_READ_SEARCH \\(AmbientCapabilities= of the"
                + " service, --cap-add of a container\\) and restart"),
        printed);
  }

  @Test
  void withoutDescriptorsThatIsSaid() {
    UnreadProcessCount unread = new UnreadProcessCount();
    unread.add(false, false);
    unread.add(true, true);
    assertEquals(
        "1 of 2 processes could not be read because no file descriptor was left: the names of their programs, directories and open"
            + " files are unknown, and rules may miss them; raise the limit (LimitNOFILE= of the service, ulimit -n) and restart",
        unread.problem(List.of()).orElseThrow());
  }

  @Test
  void whatIsReadWholeIsNoProblem() {
    UnreadProcessCount unread = new UnreadProcessCount();
    unread.add(false, false);
    assertEquals(Optional.empty(), unread.problem(List.of("CAP_SYS_PTRACE")));
  }

  @Test
  void aFewThatNobodyMayReadAreNoProblemMostAre() {
    UnreadProcessCount unread = new UnreadProcessCount();
    for (int i = 0; i < 20; i++) {
      unread.add(i < 2, false);
    }
    assertEquals(Optional.empty(), unread.problem(List.of()));
    unread.add(true, false);
    assertTrue(unread.problem(List.of()).orElseThrow().endsWith("; a security module or a mount option of /proc prevents it"));
  }

  @Test
  void capabilitiesAreReadFromTheStatusFile() {
    EffectiveCapabilities some = EffectiveCapabilities.parse("CapEff:\t0000000000080004\n".getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of(), some.missing(LinuxCapability.SYS_PTRACE, LinuxCapability.DAC_READ_SEARCH));
    assertEquals(List.of("CAP_BPF", "CAP_SYS_ADMIN"), some.missing(LinuxCapability.BPF, LinuxCapability.SYS_ADMIN));
    assertEquals(List.of("CAP_BPF (loads the probe)"), some.missingExplained(LinuxCapability.BPF, LinuxCapability.SYS_PTRACE));
    assertEquals(List.of(), EffectiveCapabilities.parse(new byte[0]).missing(LinuxCapability.values()),
        "what is not told is not missed");
  }

  /** Reads this machine as a source does at its start. */
  public static final class Look implements StateSink {
    public static void main(String[] args) {
      MachineReader machine = new MachineReader(Path.of("/proc"), Path.of("/etc"));
      machine.report(0, new Look());
      System.out.println(machine.problem().orElse("everything was read"));
    }

    @Override
    public void onProcess(ProcessSnapshot process) {}

    @Override
    public void onFd(long tid, FdSnapshot fd) {}

    @Override
    public void onUser(UserEntry user) {}

    @Override
    public void onHost(HostInfo host) {}
  }
}
