package org.eyas.api.control;

import java.time.Instant;

/**
 * How one source is.
 *
 * @param source the event source as rules name it: "syscall"
 * @param kind what delivers it: "modern_ebpf", "replay"
 * @param reason why it waits or failed, in one line; empty where it runs
 * @param events looked at since the engine started
 * @param lost events that the source lost since it was opened
 * @param since when it came into this state
 */
public record SourceStatus(
    String source, String kind, State state, String reason, long events, long lost, Instant since) {
  public enum State {
    RUNNING,
    /** Its bundle is gone or not there yet. */
    WAITING,
    FAILED,
    /** A finite one that was read to its end. */
    ENDED
  }
}
