package org.eyas.driver.ptrace.event;

import org.eyas.driver.ptrace.call.TracedSystemCall;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;
import org.eyas.recipe.SyscallNumbers;

/** Watches the entries of calls that can create a file. Used by the tracer's thread only. */
final class OpenEntryWatch {
  private static final int NONE = -1;
  private static final int O_CREAT = 0100;
  private static final int O_EXCL = 0200;
  private static final int ENOENT = 2;
  private static final int PATH_MAX = 4096;

  private final StepContext around;
  private final CallerMemory memory = new CallerMemory();
  private final int open;
  private final int openat;
  private final int openat2;

  OpenEntryWatch(SyscallNumbers numbers, StepContext around) {
    this.around = around;
    open = numbers.all().getOrDefault("open", NONE); // not on arm64
    openat = numbers.all().getOrDefault("openat", NONE);
    openat2 = numbers.all().getOrDefault("openat2", NONE);
  }

  boolean isOpen(int number) {
    return number == open || number == openat || number == openat2;
  }

  /** Called when an open begins. Finds out whether the file exists, if the call could create it. */
  void begin(TracedSystemCall call) {
    memory.setMemory(call.memory());
    boolean hasDirectory = call.number() != open;
    long flags = flags(call, hasDirectory);
    if ((flags & O_CREAT) == 0 || (flags & O_EXCL) != 0) {
      return; // never creates a file, or always
    }
    int directory = hasDirectory ? (int) call.argument(0) : TracerSystemCalls.AT_FDCWD;
    int length = memory.readText(call.argument(hasDirectory ? 1 : 0), PATH_MAX);
    remember(call.tid(), around.lookup().open(call.pid(), call.tid(), directory, memory.bytes(), length));
  }

  private long flags(TracedSystemCall call, boolean hasDirectory) {
    return call.number() == openat2 ? memory.longAt(call.argument(2)) : call.argument(hasDirectory ? 2 : 1);
  }

  private void remember(int tid, int fd) {
    if (fd >= 0) {
      around.kernel().close(fd);
      around.creating().existed(tid);
    } else {
      around.creating().mayCreate(tid, fd == -ENOENT ? 0 : around.kernel().fileNanos());
    }
  }
}
