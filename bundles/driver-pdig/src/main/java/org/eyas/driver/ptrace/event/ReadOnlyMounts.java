package org.eyas.driver.ptrace.event;

import java.lang.foreign.MemorySegment;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;
import org.eyas.driver.ptrace.proc.FileAttributes;
import org.eyas.driver.ptrace.proc.MountFlags;
import org.eyas.driver.ptrace.proc.ProcFileText;
import org.eyas.driver.ptrace.proc.ProcPath;
import org.eyas.driver.ptrace.proc.ThreadProcFolders;

/**
 * Finds out whether the file system of a program is read-only. It asks the kernel for the mount of the program. If the
 * kernel does not show the mount, it reads the thread's {@code mountinfo}, which takes much longer. statfs(2) would ask
 * the file system, which may itself be a traced program. Used by the tracer's thread only.
 *
 * <p>A line of mountinfo: number, parent, device, root, place, options of the mount, optional fields, a hyphen, type,
 * source, options of the file system. As for the probe, only the options of the file system count; they begin with ro
 * or rw.
 */
public final class ReadOnlyMounts {
  private static final int MOST_BYTES = 1 << 20; // a machine with many containers has thousands of mounts
  private static final MemorySegment MOUNTS = ProcPath.name("mountinfo");
  private static final byte[] HYPHEN = ProcPath.bytes("- ");
  private static final byte[] READ_ONLY = ProcPath.bytes("ro");
  private static final int AFTER_HYPHEN = 3; // words: type, source, options

  private final ThreadProcFolders folders;
  private final ProcFileText mounts;
  private final MountFlags flags;
  private final FileAttributes numbered;

  public ReadOnlyMounts(TracerSystemCalls kernel, ThreadProcFolders folders) {
    this.folders = folders;
    mounts = new ProcFileText(kernel, MOST_BYTES);
    flags = new MountFlags(kernel);
    numbered = new FileAttributes(kernel);
  }

  /** Whether the file system of a thread's program is read-only. */
  boolean isReadOnly(int tid, ProgramFile program) {
    long unique = program.attributes().uniqueMount();
    if (unique >= 0 && flags.lookUp(unique)) {
      return flags.isReadOnly();
    }
    return isReadOnlyInList(tid, numbered.lookForMount(folders.of(tid), ProgramFile.LINK));
  }

  /**
   * Whether mountinfo lists a mount with a read-only file system.
   *
   * @param mount its number; one that is not in the file counts as writable
   */
  public boolean isReadOnlyInList(int tid, long mount) {
    mounts.readAll(folders.of(tid), MOUNTS);
    int line = 0;
    while (line < mounts.length() && mounts.decimal(line) != mount) {
      line = mounts.endOfLine(line) + 1;
    }
    return line < mounts.length() && mounts.isAt(options(line), READ_ONLY);
  }

  private int options(int line) {
    int at = line;
    while (at >= 0 && !mounts.isAt(at, HYPHEN)) {
      at = next(at);
    }
    for (int i = 0; i < AFTER_HYPHEN && at >= 0; i++) {
      at = next(at);
    }
    return at;
  }

  private int next(int word) {
    return mounts.nextWord(mounts.endOfWord(word));
  }
}
