package org.eyas.engine.loop;

import org.eyas.engine.completeness.EventTally;
import org.eyas.engine.hold.HeldMatches;
import org.eyas.engine.hold.HeldSteps;
import org.eyas.engine.recording.Recorder;

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
record OnMatch(
    HeldMatches held, HeldSteps steps, AlertSink alerts, FoundEvents found, AlertWatch watch, Recorder recorder,
    CaptureDemand demand,
    FaultLog faults,
    RuleTimes times, EventTally tally) {}
