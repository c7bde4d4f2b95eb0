package org.eyas.driver.ptrace.event;

import java.lang.foreign.MemorySegment;
import org.eyas.driver.ptrace.kernel.SystemCalls;

/** The file of the program that a thread runs, as the link {@code exe} of its folder shows it. Used by the tracer's thread only. */
final class ProgramFile {
  /** Its link in the folder of the thread. */
  static final MemorySegment LINK = ProcPath.name("exe");

  private final ThreadFolders folders;
  private final FileFacts attributes;
  private final LinkTarget target;

  ProgramFile(SystemCalls kernel, ThreadFolders folders) {
    this.folders = folders;
    attributes = new FileFacts(kernel);
    target = new LinkTarget(kernel);
  }

  /** Looks up the program of a thread. */
  void look(int tid) {
    int folder = folders.of(tid);
    attributes.look(folder, LINK);
    target.read(folder, LINK, attributes.isLinked());
  }

  FileFacts attributes() {
    return attributes;
  }

  /** Its path. */
  LinkTarget target() {
    return target;
  }
}
