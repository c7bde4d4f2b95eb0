package org.eyas.engine.loop;

import java.util.function.Consumer;
import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.eyas.engine.alert.AlertObserver;
import org.eyas.engine.alert.AlertSink;
import org.eyas.engine.completeness.SeenEventCounter;
import org.eyas.engine.hold.HeldMatches;
import org.eyas.engine.hold.HeldSteps;
import org.eyas.engine.recording.CaptureRecorder;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.statistics.LoopFaultLog;
import org.eyas.engine.statistics.RuleTimeSampler;

/**
 * The receivers of the matches of one loop: its held matches, alerts, observers and counters. Used by the loop's thread.
 *
 * @param held holds the matches that read pending values
 * @param steps holds the steps of rules over several sources that read pending values
 * @param alerts receives the complete alerts; in a replay, they keep the order of their events
 * @param found receives the events that match steps of rules over several sources
 * @param watch sees the alerts before they are sent
 * @param recorder is notified of alerts
 * @param matched checks every event that rules match
 * @param faults records exceptions
 * @param times measures the rules
 * @param tally counts the events of which a condition is decided although a value is not known
 */
record MatchContext(
    HeldMatches held, HeldSteps steps, AlertSink alerts, FoundEventSink found, AlertObserver watch, CaptureRecorder recorder,
    Consumer<Event> matched, LoopFaultLog faults,
    RuleTimeSampler times, SeenEventCounter tally) {

  /** Shows an alert to the observer, and sends it unless it is a signal. */
  void send(LoadResult loaded, LoadedRule rule, Event event, Alert alert) throws InterruptedException {
    watch.alerted(loaded, rule, event, alert);
    if (!rule.isSignal()) {
      alerts.accept(alert);
    }
  }

  /** Does the same for an alert whose event is over. */
  void sendLater(LoadedRule rule, Alert alert) throws InterruptedException {
    watch.alertedLater(rule, alert);
    if (!rule.isSignal()) {
      alerts.accept(alert);
    }
  }

  /** Begins or extends the capture that a rule requests. */
  void record(LoadedRule rule, Event event) {
    recorder.onAlert(event.timestampNanos(), event.sequence(), rule.capture(), rule.captureMillis());
  }

  /** Records an exception of a rule's output. */
  void outputFailed(LoadedRule rule, RuntimeException failure) {
    faults.add("output of rule '" + rule.name() + "'", failure);
  }
}
