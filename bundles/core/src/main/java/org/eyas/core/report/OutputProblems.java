package org.eyas.core.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eyas.api.alert.ChannelState;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.HealthProblem.Part;

/**
 * The problems of outputs that do not work. A problem begins with the first check that finds it, because an output does
 * not report a time.
 */
final class OutputProblems {
  private final Map<String, Instant> since = new ConcurrentHashMap<>();

  List<HealthProblem> of(List<ChannelState> states) {
    List<ChannelState> down = states.stream().filter(state -> !state.up()).toList();
    since.keySet().retainAll(down.stream().map(ChannelState::name).toList());
    return down.stream()
        .map(state -> new HealthProblem(Part.OUTPUT, state.name(), state.lastError(), since(state.name())))
        .toList();
  }

  private Instant since(String output) {
    return since.computeIfAbsent(output, _ -> Instant.now());
  }
}
