package org.eyas.engine.loop;

import org.eyas.engine.alert.AlertObserver;
import org.eyas.engine.alert.AlertSink;
import org.eyas.engine.completeness.SeenEventCounter;
import org.eyas.engine.hold.HeldMatches;
import org.eyas.engine.hold.HeldSteps;
import org.eyas.engine.recording.CaptureRecorder;
import org.eyas.engine.statistics.LoopFaultLog;
import org.eyas.engine.statistics.RuleTimeSampler;

/**
 * The receivers of the matches of one loop: its held matches, alerts, observers and counters.
 *
 * @param held holds the matches that read pending values
 * @param steps holds the steps of rules over several sources that read pending values
 * @param alerts receives the alerts
 * @param found receives the events that match steps of rules over several sources
 * @param watch sees the alerts before {@code alerts} receives them
 * @param recorder is notified of alerts
 * @param demand checks every event that rules match
 * @param faults records exceptions
 * @param times measures the rules
 * @param tally counts the events of which a condition is decided although a value is not known
 */
record MatchContext(
    HeldMatches held, HeldSteps steps, AlertSink alerts, FoundEventSink found, AlertObserver watch, CaptureRecorder recorder,
    CaptureRequester demand,
    LoopFaultLog faults,
    RuleTimeSampler times, SeenEventCounter tally) {}
