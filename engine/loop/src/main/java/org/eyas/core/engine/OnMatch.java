package org.eyas.core.engine;

import org.eyas.core.recording.Recorder;

/**
 * What a loop does about the matches of its events.
 *
 * @param alerts where they go
 * @param watch sees them before
 * @param recorder is told of them
 * @param faults what failed
 * @param times what the rules take
 */
record OnMatch(AlertSink alerts, AlertWatch watch, Recorder recorder, FaultLog faults, RuleTimes times) {
  OnMatch with(Recorder other) {
    return new OnMatch(alerts, watch, other, faults, times);
  }

  OnMatch with(AlertWatch other) {
    return new OnMatch(alerts, other, recorder, faults, times);
  }
}
