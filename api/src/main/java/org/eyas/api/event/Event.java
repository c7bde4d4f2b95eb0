package org.eyas.api.event;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.Accounts;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.ProcessInfo;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One event, as field readers see it. It is a borrowed view: after the call of a reader returns, the loop uses the same object
 * for the next event.
 *
 * <p>Field readers call it many times per event, always on the thread of the event's loop. No method allocates. Numbers
 * are extended to 64 bits, with their sign if the parameter's type is signed. {@link #bytes} returns a view that
 * changes with the next event.
 */
@ProviderType
public interface Event {
  EventType type();

  /** The number of this event in its source, counted from 1. */
  long sequence();

  /** The time of the event, in nanoseconds since the epoch. */
  long timestampNanos();

  /** The time of this source's first event, in nanoseconds since the epoch. */
  long firstTimestampNanos();

  /** The time of the previous event, in nanoseconds since the epoch; for the first event, its own time. */
  long previousTimestampNanos();

  /** The name of the event source: "syscall", "k8s_audit". */
  Text source();

  /** The thread that caused the event, in the host's pid namespace. */
  long threadId();

  /** The processor on which the event was recorded. */
  int cpu();

  /** How many parameters this event has. An event that an older program wrote may have fewer than its type. */
  int paramCount();

  /** Whether the parameter at an index exists and is not empty. */
  boolean has(int param);

  /** The value of a numeric parameter; 0 if it is empty. */
  long number(int param);

  /**
   * A parameter's bytes as encoded; a text comes without its terminating zero byte. {@link Text#ABSENT} if there is no such
   * parameter.
   */
  Bytes bytes(int param);

  /** The thread that caused the event. Never null: if the thread is not in the table, {@link ProcessInfo#known()} is false. */
  ProcessInfo process();

  /**
   * The file descriptor that the event is about, in its state after the event. Never null: if there is none,
   * {@link FdInfo#known()} is false.
   */
  FdInfo fd();

  /**
   * Details of the call that the driver reports besides the parameters. Their texts do not change with the next event.
   */
  default CallDetails details() {
    return CallDetails.NONE;
  }

  /**
   * The host name of the machine that the event comes from, as the source reports it; in a replay, that of the machine that was
   * recorded. {@link Text#ABSENT} if the source does not know it.
   */
  default Bytes hostname() {
    return Text.ABSENT;
  }

  /**
   * Whether names have the bytes that the kernel saw. Otherwise bytes that are not printable UTF-8 become U+FFFD in a path that is
   * joined from two parts, as in Falco 0.44.
   */
  default boolean keepsBytes() {
    return false;
  }

  /** The users and groups of the machine that the event comes from. */
  Accounts accounts();

  /**
   * Whether an address (4 or 16 bytes in network byte order) belongs to the machine that the event comes from, or to the container
   * of its process.
   */
  default boolean isLocalAddress(Bytes address) {
    return false;
  }
}
