package org.eyas.driver.ptrace.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.eyas.driver.ptrace.kernel.FileOwner;
import org.eyas.driver.ptrace.kernel.Ptrace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes log lines about programs that behave differently under a tracer. Writes each line once. */
final class TracingNotices {
  private static final Logger LOG = LoggerFactory.getLogger(TracingNotices.class);
  private static final int PTRACE = 101;
  private static final int SECCOMP = 317;
  private static final int NEW_LISTENER = 8; // SECCOMP_FILTER_FLAG_NEW_LISTENER
  private static final int SET_UID = 04000;

  private final Set<String> said = new HashSet<>();
  private boolean privilegesAreLost;
  private long narrowCalls;

  /** Called when programs with the set-uid bit run without the privileges of their owner. */
  void privilegesAreLost() {
    privilegesAreLost = true;
  }

  /** Called when a 32-bit program stopped at a call. */
  void narrow(int pid) {
    if (narrowCalls++ == 0) {
      LOG.info("{} (pid {}) is a 32-bit program: its system calls are recorded too", program(pid), pid);
    }
  }

  /** Called when the tracing is over. */
  void end() {
    LOG.debug("{} calls of 32-bit programs stopped", narrowCalls);
  }

  /** Called when a call has returned. */
  void returned(Tracee tracee) {
    if (tracee.number() == PTRACE && tracee.result() == -Ptrace.EPERM && said.add("ptrace")) {
      LOG.warn(
          "{} (pid {}) cannot trace: the kernel allows one tracer for each process, and this is Eyas; run it outside of eyas run",
          program(tracee.pid()), tracee.pid());
    }
    if (hasListener(tracee) && said.add("seccomp")) {
      LOG.warn(
          "{} (pid {}) has installed a seccomp filter that lets another program answer system calls: such calls are not"
              + " recorded; to see them, watch the machine with engine.kind=modern_ebpf",
          program(tracee.pid()), tracee.pid());
    }
  }

  // An answer has precedence over a report to the tracer, and can be that the kernel shall perform the call.
  static boolean hasListener(Tracee tracee) {
    return tracee.number() == SECCOMP && tracee.result() >= 0 && (tracee.argument(1) & NEW_LISTENER) != 0;
  }

  /** Called when a process runs another program. */
  void executed(int pid) {
    if (privilegesAreLost && isSetUid(pid)) {
      String program = program(pid);
      if (said.add(program)) {
        LOG.warn(
            "{} (pid {}) has the set-uid bit, which has no effect here: without root, Linux lets Eyas install its seccomp filter"
                + " only if set-uid bits are ignored; start 'eyas run' as root, or start this program without 'eyas run'",
            program, pid);
      }
    }
  }

  private static boolean isSetUid(int pid) {
    try {
      FileOwner file = FileOwner.of(exe(pid));
      return (file.mode() & SET_UID) != 0 && FileOwner.of(Path.of("/proc/" + pid)).uid() != file.uid();
    } catch (IOException e) {
      return false; // it has ended
    }
  }

  private static String program(int pid) {
    try {
      return Files.readSymbolicLink(exe(pid)).toString();
    } catch (IOException e) {
      return "a program";
    }
  }

  private static Path exe(int pid) {
    return Path.of("/proc/" + pid + "/exe");
  }
}
