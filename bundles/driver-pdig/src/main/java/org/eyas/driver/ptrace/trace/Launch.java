package org.eyas.driver.ptrace.trace;

import java.io.IOException;
import java.util.List;
import org.eyas.driver.ptrace.filter.FilterInjection;
import org.eyas.driver.ptrace.kernel.ErrorText;
import org.eyas.driver.ptrace.kernel.Ptrace;
import org.eyas.driver.ptrace.kernel.Signals;
import org.eyas.driver.ptrace.kernel.Spawn;

/** Starts a command so that it is traced from its first system call on. Runs on the thread that traces. */
final class Launch {
  private Launch() {}

  /**
   * Starts a command. The command is stopped and has the filter. {@link #release} lets it run.
   *
   * @return its process
   */
  static int stopped(List<String> words, TracedCalls calls, Tools tools, Notices notices) throws IOException {
    int pid = Spawn.stopped(words);
    try {
      awaitStop(tools, pid);
      int error = -tools.ptrace().request(Ptrace.SEIZE, pid, 0, Ptrace.OPTIONS | Ptrace.EXITKILL);
      if (error != 0) {
        throw new IOException("the kernel does not allow ptrace here: " + ErrorText.of(error)
            + "; in a container, its seccomp profile must allow it; kernel.yama.ptrace_scope must not be 3");
      }
      awaitStop(tools, pid);
      if (FilterInjection.install(tools.ptrace(), tools.memory(), pid, calls.program())) {
        notices.privilegesAreLost();
      }
      return pid;
    } catch (IOException | RuntimeException e) {
      Signals.kill(pid, Signals.KILL);
      int _ = tools.ptrace().await(pid);
      throw e;
    }
  }

  private static void awaitStop(Tools tools, int pid) throws IOException {
    if (tools.ptrace().await(pid) != pid || (tools.ptrace().status() & 0xff) != Ptrace.STOPPED) {
      throw new IOException("/bin/sh, which starts the command, ended before it began; start the command again");
    }
  }

  /** Lets the command run. */
  static void release(int pid, Ptrace ptrace) {
    Signals.kill(pid, Signals.CONT);
    ptrace.request(Ptrace.CONT, pid, 0, 0);
  }
}
