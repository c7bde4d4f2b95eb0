package org.eyas.driver.ptrace.event;

import java.lang.foreign.MemorySegment;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;
import org.eyas.driver.ptrace.proc.FileAttributes;
import org.eyas.driver.ptrace.proc.ProcPath;
import org.eyas.driver.ptrace.proc.ThreadProcFolders;

/** The file of the program that a thread runs, as the link {@code exe} of its folder shows it. Used by the tracer's thread only. */
public final class ProgramFile {
  /** The name of the link to the program, in the folder of the thread. */
  public static final MemorySegment LINK = ProcPath.name("exe");

  private final ThreadProcFolders folders;
  private final FileAttributes attributes;
  private final LinkTarget target;

  ProgramFile(TracerSystemCalls kernel, ThreadProcFolders folders) {
    this.folders = folders;
    attributes = new FileAttributes(kernel);
    target = new LinkTarget(kernel);
  }

  /** Looks up the program of a thread. */
  void lookUp(int tid) {
    int folder = folders.of(tid);
    attributes.lookUp(folder, LINK);
    target.read(folder, LINK, attributes.isLinked());
  }

  FileAttributes attributes() {
    return attributes;
  }

  /** The path of the program. */
  LinkTarget target() {
    return target;
  }
}
