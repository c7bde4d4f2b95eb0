package org.eyas.driver.ptrace.call;

import java.nio.ByteBuffer;

/**
 * Writes events in the scap encoding that {@link org.eyas.api.source.EventSink} draws. The tracer's thread calls it for each stop
 * of a thread that can have an event; the thread stands still meanwhile.
 *
 * <p>Each method writes at most one event, at index 0 of {@code to}: a little-endian buffer of {@link #MOST_BYTES} bytes, whose
 * position and limit are neither used nor changed. It returns the length of the event; 0 if there is none. The time of the event
 * is {@code nanos}, in nanoseconds since the epoch.
 */
public interface EventWriter {
  /** The maximum size of an event. */
  int MOST_BYTES = 256 << 10;

  /**
   * A system call returned. For a new thread, the call is the one that created it, as the new thread sees it: with its own ids
   * and the result 0. Not called for an execve that succeeded: see {@link #executed}.
   */
  int returned(Call call, long nanos, ByteBuffer to);

  /**
   * A process executes another program. Memory and {@code /proc} show the new program already. The thread id is that of the
   * process; the number is that of execve or execveat, and the result 0. The arguments are addresses of the program before.
   */
  int executed(Call call, long nanos, ByteBuffer to);

  /**
   * A thread ends.
   *
   * @param tid the thread
   * @param status as waitpid(2) reports it: the exit code times 256, or the number of the signal, plus 128 with a core dump
   * @param isThere true if {@code /proc/TID} still describes the thread; false if it was killed and is already gone
   */
  int ended(int tid, int status, boolean isThere, long nanos, ByteBuffer to);

  /**
   * A signal is delivered to a thread.
   *
   * @param sender the process that sent it; 0 if the kernel sent it
   */
  int signalled(int tid, int sender, int signal, long nanos, ByteBuffer to);
}
