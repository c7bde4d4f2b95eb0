package org.eyas.testkit;

import java.util.List;

/**
 * An event of system calls that a test recorded.
 *
 * @param nanos its time, in nanoseconds since the epoch
 * @param cpu the processor
 * @param tid the thread
 * @param code the code of the event
 * @param params the bytes of each parameter in hexadecimal, "-" for an empty one
 */
public record RecordedEvent(long nanos, int cpu, long tid, int code, List<String> params) {
  public RecordedEvent {
    params = List.copyOf(params);
  }
}
