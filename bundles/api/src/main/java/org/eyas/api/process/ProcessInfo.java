package org.eyas.api.process;

import org.eyas.api.data.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A thread, and through its leader the process, as the engine knows it: a live view that only the loop's thread may read.
 *
 * <p>Ids are those of the host's pid namespace unless a name says {@code v} (as seen in its own namespace); -1 where
 * unknown. Sizes are kB, times nanoseconds since the epoch. Texts are {@link Bytes#EMPTY} where unknown. No getter
 * allocates, except that a text put together on first demand ({@link #args}, {@link #cmdline}) is kept.
 */
public interface ProcessInfo {
  /** Whether the thread is in the table; if not, all but {@link #tid} is empty. */
  boolean known();

  long tid();

  /** The id of the process, which is that of its main thread. */
  long pid();

  /** The thread that is the parent of this one. */
  long ptid();

  long sid();

  long vtid();

  long vpid();

  long vpgid();

  long pgid();

  boolean mainThread();

  /** The main thread of this process; itself for a main thread; unknown where it is not in the table. */
  ProcessInfo leader();

  /** The parent; unknown at the top. */
  ProcessInfo parent();

  /** The thread with an id; unknown where there is none. */
  ProcessInfo byTid(long tid);

  /** Threads of this process that live, the leader included. */
  long threadCount();

  /** Threads of this process that live, the leader left out. */
  long childThreadCount();

  /** The name the kernel keeps, at most 15 bytes. */
  Bytes comm();

  /** The first argument, as the process was called. */
  Bytes exe();

  Bytes exepath();

  /** Arguments after the first, each closed by a zero byte. */
  Bytes rawArgs();

  /** How many {@link #rawArgs} there are. */
  int argCount();

  /** Arguments after the first, joined by blanks. */
  Bytes args();

  /** {@link #comm} and {@link #args}. */
  Bytes cmdline();

  /** NAME=value, each closed by a zero byte. */
  Bytes rawEnv();

  /** The current directory with a closing slash. */
  Bytes cwd();

  /** The root directory of the process where it differs from the host's. */
  Bytes root();

  /** subsystem=path, each closed by a zero byte. */
  Bytes rawCgroups();

  /** uid, or 0xffffffff where unknown. */
  long uid();

  long gid();

  /** The audit uid, or 0xffffffff where unset. */
  long loginuid();

  /** The controlling terminal's number, 0 for none. */
  long tty();

  long capPermitted();

  long capEffective();

  long capInheritable();

  long vmSizeKb();

  long vmRssKb();

  long vmSwapKb();

  long majorFaults();

  long minorFaults();

  /** When the process began (clone), or 0 where unknown. */
  long startNanos();

  /** When the init process of its pid namespace began. */
  long pidNamespaceStartNanos();

  long exeInode();

  long exeCtimeNanos();

  long exeMtimeNanos();

  boolean exeWritable();

  boolean exeUpperLayer();

  boolean exeLowerLayer();

  boolean exeFromMemfd();

  /** CPU nanoseconds of the last slice and in all; of switch events only. */
  long lastSliceNanos();

  long totalCpuNanos();

  long fdLimit();

  /** File descriptors that are open. */
  long fdCount();

  /** A file descriptor of this process; unknown where it is not in the table. */
  FdInfo fd(long number);

  /** Calls a visitor for every file descriptor that is open, in no order. */
  void forEachFd(FdVisitor visitor);

  /** What an enricher attached under its key, or null. */
  @Nullable Object attachment(AttachmentKey<?> key);

  /** Receives file descriptors one by one. */
  interface FdVisitor {
    void onFd(FdInfo fd);
  }
}
