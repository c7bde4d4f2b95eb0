package org.eyas.api.source;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A live {@link Capture} of the machine on which it runs: it can look up threads. With its answers, the engine corrects its tables
 * after lost events.
 */
@ConsumerType
public interface MachineThreads {
  /** The result of {@link #startNanos} if there is no such thread. */
  long NO_THREAD = -1;

  /** The result of {@link #reportFiles} if the process has no more files. */
  long NO_FILE = -1;

  /**
   * Reports one thread as {@link StateReporter#snapshot} does: {@code onProcess}, and for a main thread also its file
   * descriptors. The method reports nothing if the thread no longer exists. The engine calls it between two events for
   * threads whose start the engine did not see. A call should take less than a millisecond; a process with very many
   * sockets takes longer.
   */
  void reportThread(long tid, StateSink into);

  /**
   * Returns the start time of the thread that now has these ids, in nanoseconds since the epoch, exact to 10 ms. The
   * engine calls this method between two batches, for a few threads without recent events, to find out whether they
   * still exist. A call must take only microseconds.
   *
   * @return {@link #NO_THREAD} if there is no such thread; 0 if it is not known
   */
  long startNanos(long pid, long tid);

  /**
   * The ids of all processes that exist now. Only a capture for which {@link StateReporter#knowsOpenFiles} is true
   * needs this method.
   */
  default List<Long> processes() {
    return List.of();
  }

  /**
   * Reports some of the opened files and directories of a process, in the order of their numbers; reports nothing if
   * the process no longer exists. Only a capture for which {@link StateReporter#knowsOpenFiles} is true needs this
   * method. The engine calls it between two batches, for one process after the other. Events wait meanwhile, so one
   * call should take at most a few milliseconds.
   *
   * @param from the lowest number to report: 0, or what the previous call for this process returned
   * @return the number at which the next call continues; {@link #NO_FILE} if there are no more files
   */
  default long reportFiles(long pid, long from, StateSink into) {
    return NO_FILE;
  }

  /**
   * Returns this interface of a capture; an object that knows no thread if the capture does not implement the
   * interface.
   */
  static MachineThreads of(Capture capture) {
    return capture instanceof MachineThreads threads ? threads : MissingPart.INSTANCE;
  }
}
