package org.eyas.driver.ptrace.call;

import java.nio.ByteBuffer;

/**
 * Writes events in the scap encoding that {@link org.eyas.api.source.EventSink} describes. The tracer's thread calls it
 * for each stop of a thread that can have an event; the thread stands still meanwhile.
 *
 * <p>Each method writes the events of the stop one after the other, from index 0 of {@code to}: a little-endian buffer of
 * {@link #MOST_BYTES} bytes, whose position and limit are neither used nor changed. Most stops have one event; a sendmmsg has one
 * for each message, and an open whose path is not a name of the file has another one with the real path before it. Each event
 * begins with a header that contains its length. The methods return the length of all events together; 0 if there is none. The
 * time of the events is {@code nanos}, in nanoseconds since the epoch.
 */
public interface EventWriter {
  /** The maximum size of the events of one stop. */
  int MOST_BYTES = 256 << 10;

  /**
   * Called when a system call begins, but only for calls that {@link #watchesEntry} names, and only if the tracer stops
   * the thread at that moment anyway. There is no event yet.
   */
  default void entered(TracedSystemCall call) {}

  /** No result is known before the call returns. */
  long UNKNOWN = Long.MIN_VALUE;

  /**
   * The result of a call that begins, if it is certain already, or {@link #UNKNOWN}. If it is known, the thread does
   * not stop again when the call returns, and {@link #returned} is called now. Only called for threads that share
   * neither the process nor the descriptors with another thread.
   */
  default long foretell(TracedSystemCall call) {
    return UNKNOWN;
  }

  /** Whether {@link #entered} needs to be called for this call. */
  default boolean watchesEntry(int number) {
    return false;
  }

  /**
   * Called when a system call has returned. For a new thread, it is the call that created the thread, as the new thread
   * sees it: with the ids of the new thread and the result 0. Not called for an execve that succeeded: see
   * {@link #executed}.
   */
  int returned(TracedSystemCall call, long nanos, ByteBuffer to);

  /**
   * Called when no thread has this id any more, so that another thread can get it. Either the thread is gone, after
   * {@link #ended}; or the thread executes a program and gets the id of its process, and {@link #executed} follows.
   */
  default void forget(int tid) {}

  /**
   * Called when a process executes another program. Memory and {@code /proc} show the new program already. The thread
   * id is the id of the process. The number is the number of execve or execveat, and the result is 0. The arguments are
   * addresses in the memory of the earlier program.
   */
  int executed(TracedSystemCall call, long nanos, ByteBuffer to);

  /**
   * Called when a thread ends.
   *
   * @param tid the thread
   * @param status as waitpid(2) reports it: the exit code times 256, or the number of the signal, plus 128 with a core dump
   * @param isThere true if {@code /proc/TID} still describes the thread; false if it was killed and is already gone
   */
  int ended(int tid, int status, boolean isThere, long nanos, ByteBuffer to);

  /**
   * Called when a signal is delivered to a thread.
   *
   * @param sender the process that the signal's information names (si_pid): the sender, or the child of a SIGCHLD; 0 if it names
   *     none
   */
  int signalled(int tid, int sender, int signal, long nanos, ByteBuffer to);

  /** Called by the tracer's thread when there are no more events. */
  default void close() {}

  /** The number of events so far that could not be written. Read by any thread; may be a little old. */
  default long lost() {
    return 0;
  }
}
