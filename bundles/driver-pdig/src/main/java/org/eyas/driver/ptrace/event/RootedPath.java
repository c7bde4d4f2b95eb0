package org.eyas.driver.ptrace.event;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;
import org.eyas.driver.ptrace.proc.ProcFileText;
import org.eyas.driver.ptrace.proc.ProcPath;
import org.eyas.driver.ptrace.proc.ThreadProcFolders;

/** Writes the real path of a file as a thread sees it: below its root directory. Used by the tracer's thread only. */
final class RootedPath {
  private static final MemorySegment ROOT = ProcPath.name("root");

  private final ThreadProcFolders folders;
  private final ProcFileText root;

  RootedPath(TracerSystemCalls kernel, ThreadProcFolders folders) {
    this.folders = folders;
    root = new ProcFileText(kernel);
  }

  void put(EventDraft event, LinkTarget real) {
    root.readLink(folders.of(event.tid()), ROOT);
    int skipped = root.length() > 1 && isBelowRoot(real) ? root.length() : 0;
    byte[] bytes = real.bytes();
    bytes[real.from() + real.length()] = 0;
    event.putBytes(bytes, real.from() + skipped, real.length() - skipped + 1);
  }

  private boolean isBelowRoot(LinkTarget real) {
    int length = root.length();
    return real.length() > length
        && Arrays.equals(real.bytes(), 0, length, root.bytes(), 0, length)
        && real.bytes()[length] == '/';
  }
}
