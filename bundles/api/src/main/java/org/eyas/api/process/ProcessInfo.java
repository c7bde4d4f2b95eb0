package org.eyas.api.process;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.jspecify.annotations.Nullable;

/**
 * A thread in the engine's table; its {@link #leader} stands for the whole process. It is a live view that only the loop's thread
 * may read, and only until the call that passed it returns.
 *
 * <p>Ids are those of the host's pid namespace; methods whose name begins with {@code v} return the id in the thread's own
 * namespace. An unknown id is -1. Sizes are in kB, times in nanoseconds since the epoch. An unknown text is {@link Text#EMPTY}.
 * No method allocates, except that {@link #args} and {@link #cmdline} build their text at the first call and keep it.
 */
public interface ProcessInfo {
  /** Whether the thread is in the table. If not, all values except {@link #tid} are empty. */
  boolean known();

  long tid();

  /** The id of the process, which is the id of its main thread. */
  long pid();

  /** The id of the parent. */
  long ptid();

  /** The session id. */
  long sid();

  long vtid();

  long vpid();

  /** The process group, in the thread's own namespace. */
  long vpgid();

  /** The process group. */
  long pgid();

  boolean mainThread();

  /** The main thread of this process; for a main thread the object itself. Not {@link #known} if it is not in the table. */
  ProcessInfo leader();

  /** The parent. Not {@link #known} if there is none in the table. */
  ProcessInfo parent();

  /** The thread with an id. Not {@link #known} if there is none in the table. */
  ProcessInfo byTid(long tid);

  /** How many threads of this process are alive, including the main thread. */
  long threadCount();

  /** How many threads of this process are alive, without the main thread. */
  long childThreadCount();

  /** The name that the kernel stores, at most 15 bytes. */
  Bytes comm();

  /** The first argument (argv[0]), which the caller of the program chose. */
  Bytes exe();

  /** The path of the executable. */
  Bytes exepath();

  /** The arguments after the first, each followed by a zero byte. */
  Bytes rawArgs();

  /** The number of arguments in {@link #rawArgs}. */
  int argCount();

  /** The arguments after the first, separated by spaces. */
  Bytes args();

  /** {@link #comm} and {@link #args}, separated by a space. */
  Bytes cmdline();

  /** The environment: entries NAME=value, each followed by a zero byte. */
  Bytes rawEnv();

  /** The current directory, with a slash at the end. */
  Bytes cwd();

  /** The root directory of the process if it differs from the host's. */
  Bytes root();

  /** The cgroups: entries subsystem=path, each followed by a zero byte. */
  Bytes rawCgroups();

  /** The effective user id; 0xffffffff if unknown. */
  long uid();

  long gid();

  /** The login (audit) user id; 0xffffffff if it is not set. */
  long loginuid();

  /** The number of the controlling terminal; 0 if there is none. */
  long tty();

  /** The permitted capabilities, one bit for each, in the scap encoding. */
  long capPermitted();

  long capEffective();

  long capInheritable();

  long vmSizeKb();

  long vmRssKb();

  long vmSwapKb();

  long majorFaults();

  long minorFaults();

  /** When the process was created by clone, in nanoseconds since the epoch; 0 if unknown. */
  long startNanos();

  /** When the first process of its pid namespace started, in nanoseconds since the epoch. */
  long pidNamespaceStartNanos();

  long exeInode();

  long exeCtimeNanos();

  long exeMtimeNanos();

  boolean exeWritable();

  /** Whether the executable is in the upper, writable layer of an overlay file system. */
  boolean exeUpperLayer();

  boolean exeLowerLayer();

  boolean exeFromMemfd();

  /** CPU time of the last time slice, in nanoseconds; known only if the source delivers switch events. */
  long lastSliceNanos();

  /** CPU time in total, in nanoseconds; known only if the source delivers switch events. */
  long totalCpuNanos();

  /** The maximum number of open file descriptors. */
  long fdLimit();

  /** The number of open file descriptors. */
  long fdCount();

  /** The file descriptor with a number. Not {@link FdInfo#known} if it is not in the table. */
  FdInfo fd(long number);

  /** Calls a visitor for each open file descriptor, in no particular order. */
  void forEachFd(FdVisitor visitor);

  /** The value that an enricher attached with this key; null if there is none. */
  @Nullable
  Object attachment(AttachmentKey<?> key);

  /** Called for one file descriptor after another. */
  interface FdVisitor {
    void onFd(FdInfo fd);
  }
}
