package org.eyas.core.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eyas.core.setting.EngineSettings;
import org.eyas.engine.recording.CapturePolicy;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.supervision.SourceChoice;

/**
 * Finds settings with which the engine runs but raises no alerts, because no rule can fire or no events reach the
 * rules.
 */
final class SilentSettingCheck {
  private static final String NO_DRIVER = "nodriver";

  private SilentSettingCheck() {}

  /**
   * A line for each such setting, with its key.
   *
   * @param opened the event sources that are opened
   */
  static List<String> lines(LoadResult loaded, Collection<String> opened, EngineSettings settings) {
    List<LoadedRule> enabled = loaded.rules().stream().filter(rule -> rule.enabled() && !rule.isSignal()).toList();
    List<String> lines = new ArrayList<>();
    if (enabled.isEmpty()) {
      lines.add(withoutRules(loaded));
    } else {
      ofSources(enabled, opened, settings.engineKind()).or(() -> ofSteps(enabled, opened)).ifPresent(lines::add);
    }
    CapturePolicy recording = settings.recording();
    if (recording.enabled() && !recording.allRules() && enabled.stream().noneMatch(LoadedRule::capture)) {
      lines.add(
          "capture.enabled is true, but no capture is written: no enabled rule has 'capture: true' (or set capture.mode to all_rules)");
    }
    return lines;
  }

  private static String withoutRules(LoadResult loaded) {
    Map<String, Integer> reasons = new TreeMap<>();
    loaded.rules().stream().filter(rule -> !rule.isSignal()).forEach(rule -> reasons.merge(rule.disabledBy(), 1, Integer::sum));
    loaded.parked().forEach(rule -> reasons.merge(rule.reason(), 1, Integer::sum));
    if (reasons.isEmpty()) {
      return "No alert will be raised: no rules are loaded (-r, rules_files, eyas.rules.shipped)";
    }
    String all = reasons.entrySet().stream().map(reason -> reason.getValue() + " (" + reason.getKey() + ")")
        .collect(Collectors.joining(", "));
    return "No alert will be raised: no rule is enabled; disabled: " + all;
  }

  private static Optional<String> ofSources(List<LoadedRule> enabled, Collection<String> opened, String kind) {
    Collection<String> wanted = enabled.stream().map(LoadedRule::source).collect(Collectors.toCollection(TreeSet::new));
    Collection<String> seen = new TreeSet<>(opened);
    if (kind.equals(NO_DRIVER)) {
      seen.remove(SourceChoice.SYSCALL);
    }
    if (wanted.stream().anyMatch(seen::contains)) {
      return Optional.empty();
    }
    String why = wanted.stream().anyMatch(opened::contains)
        ? "engine.kind is 'nodriver', which delivers no system calls"
        : "the only enabled event sources are " + String.join(", ", opened) + " (--enable-source, --disable-source)";
    return Optional.of("No alert will be raised: " + why + ", and all enabled rules are for " + String.join(", ", wanted));
  }

  /** A line about rules with steps of sources that are not opened. */
  private static Optional<String> ofSteps(List<LoadedRule> enabled, Collection<String> opened) {
    List<LoadedRule> silent =
        enabled.stream().filter(rule -> rule.isOfSeveralSources() && !opened.containsAll(rule.sources())).toList();
    if (silent.isEmpty()) {
      return Optional.empty();
    }
    Collection<String> missing = new TreeSet<>();
    silent.forEach(rule -> missing.addAll(rule.sources()));
    missing.removeAll(opened);
    String names = silent.stream().map(rule -> "'" + rule.name() + "'").collect(Collectors.joining(", "));
    return Optional.of(
        "These rules cannot fire, because they have steps of event sources that are not enabled (" + String.join(", ", missing)
            + "); enable the sources or disable the rules: " + names);
  }
}
