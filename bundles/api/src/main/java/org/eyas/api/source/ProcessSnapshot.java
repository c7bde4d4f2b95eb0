package org.eyas.api.source;

import org.eyas.api.data.Text;

/** A thread as a source found it before its first event. Units as in {@link org.eyas.api.process.ProcessInfo}. */
public record ProcessSnapshot(
    Ids ids, Program program, Credentials credentials, Usage usage, ExeFile exeFile) {

  /** Ids in the host's pid namespace, and with {@code v} in the thread's own. */
  public record Ids(long tid, long pid, long ptid, long sid, long vpgid, long vtid, long vpid, long pgid) {}

  /**
   * What runs.
   *
   * @param args each argument after the first, closed by a zero byte
   * @param env each variable, closed by a zero byte
   * @param cgroups subsystem=path, each closed by a zero byte
   * @param flags clone flags in the scap encoding
   */
  public record Program(
      Text comm, Text exe, Text exepath, Text args, Text env, Text cwd, Text root, Text cgroups, int flags) {}

  /** Who runs it; ids are unsigned 32 bit, capabilities bit sets. */
  public record Credentials(
      long uid, long gid, long loginuid, long capPermitted, long capEffective, long capInheritable) {}

  /** What it uses; sizes in kB, times in nanoseconds since the epoch. */
  public record Usage(
      long fdLimit,
      long vmSizeKb,
      long vmRssKb,
      long vmSwapKb,
      long majorFaults,
      long minorFaults,
      long tty,
      long startNanos,
      long pidNamespaceStartNanos) {}

  /** The file it was started from. */
  public record ExeFile(
      long inode, long ctimeNanos, long mtimeNanos, boolean writable, boolean upperLayer, boolean lowerLayer,
      boolean fromMemfd) {}
}
