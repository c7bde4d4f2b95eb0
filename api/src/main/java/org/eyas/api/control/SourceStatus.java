package org.eyas.api.control;

import java.time.Instant;

/**
 * The state of one event source.
 *
 * @param source the event source, as in the {@code source} of a rule: "syscall"
 * @param kind the driver or reader that delivers the events: "modern_ebpf", "replay"
 * @param state whether events flow
 * @param reason why the source waits or failed, or what is wrong although it runs (it loses events), in one line;
 *     empty if there is no problem
 * @param events events processed since the engine started
 * @param lost events that the source has lost since it was opened
 * @param since when the state last changed
 */
public record SourceStatus(
    String source, String kind, State state, String reason, long events, long lost, Instant since) {
  public enum State {
    RUNNING,
    /** The bundle of the source has stopped or has not started yet. */
    WAITING,
    FAILED,
    /** A finite source, such as a capture file, that was read to its end. */
    ENDED
  }
}
