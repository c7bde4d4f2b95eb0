package org.eyas.core.setting;

import java.util.ArrayList;
import java.util.List;
import org.eyas.engine.supervision.SourceChoice;

/** A snapshot of the engine's settings. Immutable. Equal settings yield the same rules and captures. */
public record SettingsSnapshot(
    SourceSettings.Values source, RuleSettings.Values rules, AlertSettings.Values alerts, LoopSettings.Values loop) {
  /** Whether a capture is replayed. */
  public boolean replays() {
    return source.kind().equals(SourceChoice.REPLAY);
  }

  /** The changed keys that take effect only at the next start. A change of the driver does not need a restart. */
  public List<String> changedForTheNextStart(SettingsSnapshot next) {
    List<String> keys = new ArrayList<>();
    boolean replayed = replays();
    if (replayed != next.replays()) {
      keys.add("engine.kind");
    }
    if (replayed && !source.options().equals(next.source.options())) {
      keys.add("engine.replay.capture_file");
    }
    if (source.queueCapacity() != next.source.queueCapacity()) {
      keys.add("outputs_queue.capacity");
    }
    if (rules.falcoVersion() != next.rules.falcoVersion()) {
      keys.add("eyas.falco_version");
    }
    return keys;
  }
}
