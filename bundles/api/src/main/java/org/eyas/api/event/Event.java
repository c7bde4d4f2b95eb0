package org.eyas.api.event;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.Accounts;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.ProcessInfo;

/**
 * One event as fields see it: a borrowed view that the loop moves on as soon as the call returns.
 *
 * <p>Called by field readers, many times per event, always on the thread of the event's loop. Nothing here allocates.
 * Numbers are widened to 64 bits by the sign of the parameter's type; bytes are a window that the next call of
 * {@link #bytes} for the same parameter of the next event moves.
 */
public interface Event {
  EventType type();

  /** The running number of the event in its source, from 1. */
  long sequence();

  /** Nanoseconds since the epoch. */
  long timestampNanos();

  /** When the first event of this source was taken. */
  long firstTimestampNanos();

  /** When the event before this one was taken; of the first event its own time. */
  long previousTimestampNanos();

  /** The event source: "syscall", "k8s_audit". */
  Text source();

  long threadId();

  /** The processor the event was taken on. */
  int cpu();

  /** How many parameters this event carries; fewer than the type has where an old program wrote it. */
  int paramCount();

  /** Whether a parameter is there and not empty. */
  boolean has(int param);

  /** A parameter of a numeric type, widened to a long; 0 where it is empty. */
  long number(int param);

  /** A parameter's bytes as encoded, a text without its closing zero; {@link Bytes#ABSENT} where there is none. */
  Bytes bytes(int param);

  /** The thread that made the event; never null, {@link ProcessInfo#known()} tells. */
  ProcessInfo process();

  /** The file descriptor the event is about, after the event took effect; never null, {@link FdInfo#known()} tells. */
  FdInfo fd();

  /** Users and groups of the machine the event comes from. */
  Accounts accounts();

  /** Whether an address (4 or 16 bytes in network order) is one of the machine the event comes from. */
  default boolean isLocalAddress(Bytes address) {
    return false;
  }
}
