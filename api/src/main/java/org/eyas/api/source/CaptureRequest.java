package org.eyas.api.source;

import java.util.Map;
import java.util.Set;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.ThreadClasses;

/**
 * A request of the engine to a capture: the events to deliver, and settings. Immutable.
 *
 * @param eventCodes the codes of the events that the rules and the state need; empty means all. A source may deliver
 *     more
 * @param genericCalls if the generic event is requested: the names of the system calls for which it is needed. Empty
 *     means all system calls that have no event type of their own
 * @param conditions by event type, the condition that an event must satisfy to be of use. The source may leave out an
 *     event that does not satisfy it. All events of other types are of use. A source may apply a weaker condition, or
 *     none, and reports it in {@link CaptureDetails#pushdown}. If it delivers the entry of a call, it must deliver the
 *     end too
 * @param classes the classes of threads to which conditions refer
 * @param wholeMessages whether rules read messages of the domain name system. A live source then copies those to and from its ports
 *     whole, beyond the limit that its settings have for data, or as much of them as it can
 * @param options settings of the source, by their names in the configuration, such as {@code capture_file}
 * @param bootNanos the boot time of the machine, in nanoseconds since the epoch, that the previous capture used. A live
 *     source of system calls adds it to times of the kernel's boot clock and reports it in {@link HostInfo#bootNanos},
 *     so that the times of both captures agree. 0 if there was no previous capture: the source then determines it
 */
public record CaptureRequest(
    Set<Integer> eventCodes, Set<String> genericCalls, Map<EventType, RawCondition> conditions, ThreadClasses classes,
    boolean wholeMessages, Map<String, String> options, long bootNanos) {
  public CaptureRequest {
    eventCodes = Set.copyOf(eventCodes);
    genericCalls = Set.copyOf(genericCalls);
    conditions = Map.copyOf(conditions);
    options = Map.copyOf(options);
  }

  /** A request for all events of these types. */
  public CaptureRequest(Set<Integer> eventCodes, Set<String> genericCalls, Map<String, String> options, long bootNanos) {
    this(eventCodes, genericCalls, Map.of(), ThreadClasses.NONE, false, options, bootNanos);
  }

  /** A request without a previous capture. */
  public CaptureRequest(Set<Integer> eventCodes, Set<String> genericCalls, Map<String, String> options) {
    this(eventCodes, genericCalls, options, 0);
  }

  /** A request without a previous capture and without a choice of generic system calls. */
  public CaptureRequest(Set<Integer> eventCodes, Map<String, String> options) {
    this(eventCodes, Set.of(), options);
  }

  /** Copies the request with the boot time that the previous capture used. */
  public CaptureRequest withBootNanos(long earlierBootNanos) {
    return new CaptureRequest(eventCodes, genericCalls, conditions, classes, wholeMessages, options, earlierBootNanos);
  }

  /** Copies the request with other conditions, which refer to no classes of threads. */
  public CaptureRequest withConditions(Map<EventType, RawCondition> others) {
    return withConditions(others, ThreadClasses.NONE);
  }

  /** Copies the request with other conditions and the classes to which they refer. */
  public CaptureRequest withConditions(Map<EventType, RawCondition> others, ThreadClasses ofThreads) {
    return new CaptureRequest(eventCodes, genericCalls, others, ofThreads, wholeMessages, options, bootNanos);
  }

  /** Copies the request with or without whole messages of the domain name system. */
  public CaptureRequest withWholeMessages(boolean whole) {
    return new CaptureRequest(eventCodes, genericCalls, conditions, classes, whole, options, bootNanos);
  }
}
