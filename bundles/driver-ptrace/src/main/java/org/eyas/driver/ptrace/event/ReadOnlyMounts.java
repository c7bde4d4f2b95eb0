package org.eyas.driver.ptrace.event;

import org.eyas.driver.ptrace.kernel.SystemCalls;

/**
 * Whether the file system of a mount is read-only, as {@code /proc/PID/mountinfo} shows it. statfs(2) would ask the file system,
 * which a traced program may serve. Used by the tracer's thread only.
 *
 * <p>A line: number, parent, device, root, place, options of the mount, optional fields, a hyphen, type, source, options of the
 * file system. As for the probe, only the last ones count; they begin with ro or rw.
 */
final class ReadOnlyMounts {
  private static final int MOST_BYTES = 1 << 20; // a machine with many containers has thousands of mounts
  private static final byte[] MOUNTS = ProcPath.bytes("/mountinfo");
  private static final byte[] HYPHEN = ProcPath.bytes("- ");
  private static final byte[] READ_ONLY = ProcPath.bytes("ro");
  private static final int AFTER_HYPHEN = 3; // words: type, source, options

  private final ProcPath paths;
  private final ProcText mounts;

  ReadOnlyMounts(SystemCalls kernel, ProcPath paths) {
    this.paths = paths;
    mounts = new ProcText(kernel, MOST_BYTES);
  }

  /** @param mount its number; one that is not in the file counts as writable */
  boolean isReadOnly(int tid, long mount) {
    mounts.read(paths.of(tid, MOUNTS));
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
