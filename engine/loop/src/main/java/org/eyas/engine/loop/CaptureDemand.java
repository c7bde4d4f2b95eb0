package org.eyas.engine.loop;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eyas.api.alert.Priority;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.ClassQuestions;
import org.eyas.api.source.EventSelector;
import org.eyas.engine.pushdown.PushdownMatcher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a live source of system calls for the events that the current generation needs, and checks that the source was right to
 * leave out the others. All calls come from the loop's thread: once per batch, and once per event that rules match.
 *
 * <p>The check needs no mark on events: a source delivers some events that the rules' conditions reject, because the state needs them
 * or as samples. If a rule matches one of those, the derivation is wrong. Then all events of that type are requested until the engine
 * ends, and an internal alert is raised.
 */
final class CaptureDemand {
  private static final Logger LOG = LoggerFactory.getLogger(CaptureDemand.class);
  private static final String RECORDED = "the journal records, or capture.enabled is true";
  private static final String RULE = "Eyas internal: pushdown mistake";

  private final AlertSink alerts;
  private final KnownThreads threads;
  private final ReportedEntry entries = new ReportedEntry();
  private final Set<EventType> distrusted = new HashSet<>();
  private @Nullable TracedSyscalls traced;
  private EventDemand demand = EventDemand.LATER;
  private boolean all;
  private boolean changed;
  private long mistaken;

  /**
   * @param alerts receives an internal alert for the first mistake of each type
   * @param threads what is known of threads, for the classes to which conditions refer
   */
  CaptureDemand(AlertSink alerts, KnownThreads threads) {
    this.alerts = alerts;
    this.threads = threads;
  }

  /**
   * Another generation will be used. Called before that: events that begin after this are those that it needs.
   *
   * @param needsAll whether something besides rules and state needs every event
   */
  void use(Generation next, boolean needsAll, Capture capture) {
    if (next.traced() != traced || next.demand() != demand) {
      changed = true;
    }
    if (next.demand() != demand && next.demand().isPrevented()) {
      LOG.info("No events of system calls stay in the kernel: {}", next.demand().reason());
    }
    traced = next.traced();
    demand = next.demand();
    threads.classes(demand.classes());
    look(needsAll, capture);
  }

  /**
   * Called after each batch.
   *
   * @param needsAll whether something besides rules and state needs every event
   */
  void look(boolean needsAll, Capture capture) {
    if (needsAll != all) {
      all = needsAll;
      changed = true;
    }
    ask(capture);
    if (!all && demand.classes().size() > 0) {
      threads.answer(ClassQuestions.of(capture));
    }
  }

  private void ask(Capture capture) {
    TracedSyscalls now = traced;
    if (changed && now != null) {
      changed = false;
      EventSelector.of(capture).want(request(now));
    }
  }

  private CaptureRequest request(TracedSyscalls now) {
    CaptureRequest request = now.request(Map.of());
    if (all) {
      return request;
    }
    Map<EventType, RawCondition> conditions = new HashMap<>(demand.conditions());
    conditions.keySet().removeIf(type -> !request.eventCodes().contains(type.code()) || distrusted.contains(type));
    return request.with(conditions, demand.known());
  }

  /** A rule matches this event. */
  void matched(Event event) {
    PushdownMatcher rules = demand.rules();
    if (rules != null && !rules.passes(event) && !entries.differs(event)) {
      mistaken(event);
    }
  }

  private void mistaken(Event event) {
    mistaken++;
    if (distrusted.add(event.type())) {
      changed = true;
      String type = event.type().name();
      LOG.error("Internal error: the pushdown rejects an event of type '{}' that a rule matches. All events of this type are"
          + " requested from now on. Please report it, with the rules.", type);
      raise(event.timestampNanos(), type);
    }
  }

  private void raise(long nanos, String type) {
    String message = RULE + ". A rule matched an event that its pushdown rejects; all events of type '" + type
        + "' are requested from now on. Please report it, with the rules.";
    SortedMap<String, @Nullable Object> fields = new TreeMap<>(Map.of("evt.type", type));
    try {
      alerts.accept(InternalAlert.of(nanos, Priority.CRITICAL, RULE, message, fields));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the loop checks the flag between batches
    }
  }

  /** The counters, for the thread of the loop. */
  DemandFigures figures() {
    return new DemandFigures(mistaken, all && demand.reason().isEmpty() ? RECORDED : demand.reason());
  }
}
