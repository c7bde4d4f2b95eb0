package org.eyas.engine.loop;

import org.eyas.engine.recording.Recorder;

/**
 * What a loop does with the matches of its events.
 *
 * @param alerts receives the alerts
 * @param watch sees the alerts before that
 * @param recorder is notified of alerts
 * @param faults records exceptions
 * @param times measures the rules
 */
record OnMatch(AlertSink alerts, AlertWatch watch, Recorder recorder, FaultLog faults, RuleTimes times) {}
