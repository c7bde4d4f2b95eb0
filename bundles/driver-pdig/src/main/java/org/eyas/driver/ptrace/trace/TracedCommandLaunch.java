package org.eyas.driver.ptrace.trace;

import java.io.IOException;
import java.util.List;
import org.eyas.driver.ptrace.filter.SeccompInjection;
import org.eyas.driver.ptrace.kernel.CommandSpawner;
import org.eyas.driver.ptrace.kernel.ErrnoText;
import org.eyas.driver.ptrace.kernel.ProcessSignals;
import org.eyas.driver.ptrace.kernel.Ptrace;

/** Starts a command so that it is traced from its first system call on. Runs on the thread that traces. */
final class TracedCommandLaunch {
  private TracedCommandLaunch() {}

  /**
   * Starts a command. The command is stopped and has the filter. {@link #release} lets it run.
   *
   * @return its process
   */
  static int stopped(List<String> words, TracedCallSet calls, TracerTools tools, TracingNotices notices) throws IOException {
    int pid = CommandSpawner.stopped(words);
    try {
      awaitStop(tools, pid);
      int error = -tools.ptrace().request(Ptrace.SEIZE, pid, 0, Ptrace.OPTIONS | Ptrace.EXITKILL);
      if (error != 0) {
        throw new IOException("the kernel does not allow ptrace here: " + ErrnoText.of(error)
            + "; in a container, its seccomp profile must allow it; kernel.yama.ptrace_scope must not be 3");
      }
      awaitStop(tools, pid);
      if (SeccompInjection.install(tools.ptrace(), tools.memory(), pid, calls.program())) {
        notices.privilegesAreLost();
      }
      return pid;
    } catch (IOException | RuntimeException e) {
      ProcessSignals.kill(pid, ProcessSignals.KILL);
      int _ = tools.ptrace().await(pid);
      throw e;
    }
  }

  private static void awaitStop(TracerTools tools, int pid) throws IOException {
    if (tools.ptrace().await(pid) != pid || (tools.ptrace().status() & 0xff) != Ptrace.STOPPED) {
      throw new IOException("/bin/sh, which starts the command, ended before it began; start the command again");
    }
  }

  /** Lets the command run. */
  static void release(int pid, Ptrace ptrace) {
    ProcessSignals.kill(pid, ProcessSignals.CONT);
    ptrace.request(Ptrace.CONT, pid, 0, 0);
  }
}
