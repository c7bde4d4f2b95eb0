package org.eyas.core.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.HealthProblem.Part;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.control.SourceStatus.State;

/**
 * The problems of sources: sources that do not work, and sources that run with a problem such as losses. The problem of
 * a running source begins with the first check that finds it, because the time of a status is that of the source's
 * state.
 */
final class SourceProblems {
  private final Map<String, Instant> since = new ConcurrentHashMap<>();

  List<HealthProblem> of(List<SourceStatus> statuses) {
    List<SourceStatus> found = statuses.stream().filter(SourceProblems::hasProblem).toList();
    since.keySet().retainAll(found.stream().filter(status -> status.state() == State.RUNNING).map(SourceStatus::source).toList());
    return found.stream()
        .map(status -> new HealthProblem(Part.SOURCE, status.source(), status.reason(), since(status)))
        .toList();
  }

  static boolean hasProblem(SourceStatus status) {
    return status.state() == State.FAILED || status.state() == State.WAITING || !status.reason().isEmpty();
  }

  private Instant since(SourceStatus status) {
    return status.state() == State.RUNNING ? since.computeIfAbsent(status.source(), _ -> Instant.now()) : status.since();
  }
}
