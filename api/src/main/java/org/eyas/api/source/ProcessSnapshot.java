package org.eyas.api.source;

import org.eyas.api.data.Text;
import org.eyas.api.process.Credentials;
import org.eyas.api.process.ExeFile;

/**
 * A thread that existed before the first event of a source. Immutable. Units are those of
 * {@link org.eyas.api.process.ProcessInfo}.
 */
public record ProcessSnapshot(
    Ids ids, Program program, Credentials credentials, Usage usage, ExeFile exeFile) {

  /** The ids in the host's pid namespace; names with {@code v} are ids in the thread's own namespace. */
  public record Ids(long tid, long pid, long ptid, long sid, long vpgid, long vtid, long vpid, long pgid) {}

  /**
   * The program that the thread runs.
   *
   * @param comm the name that the kernel stores, at most 15 bytes
   * @param exe the first argument
   * @param exepath the path of the executable
   * @param args the arguments after the first, each followed by a zero byte
   * @param env the environment variables, each followed by a zero byte
   * @param cwd the current directory
   * @param root the root directory
   * @param cgroups entries subsystem=path, each followed by a zero byte
   * @param flags the clone flags, in the scap encoding
   */
  public record Program(
      Text comm, Text exe, Text exepath, Text args, Text env, Text cwd, Text root, Text cgroups, int flags) {}

  /** The resources of the thread. Sizes are in kB, times in nanoseconds since the epoch. */
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
}
