package org.eyas.enricher.k8s;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eyas.api.control.OwnHealth;
import org.eyas.enricher.k8s.cluster.ClusterState;
import org.eyas.enricher.k8s.cluster.WatchedKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the problems of the watches, each once, and reports to health if pods are not up to date for a minute. For other
 * kinds the log is enough, because an administrator may withhold the rights to them on purpose. The threads of the
 * watches call it.
 */
final class ApiServerHealth implements ClusterState.Problems {
  private static final Logger LOG = LoggerFactory.getLogger(ApiServerHealth.class);
  private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final String node;
  private final LongSupplier nanoTime;
  private final Map<WatchedKind, Failure> failing = new EnumMap<>(WatchedKind.class);
  private @Nullable OwnHealth health;

  /** @param sinceNanos the time at which the failure began */
  private record Failure(String problem, long sinceNanos) {}

  /** @param node the node with the pods that are followed */
  ApiServerHealth(String node, LongSupplier nanoTime) {
    this.node = node;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized void failed(WatchedKind kind, String problem) {
    boolean known = isKnown(problem);
    Failure before = failing.get(kind);
    failing.put(kind, new Failure(problem, before == null ? nanoTime.getAsLong() : before.sinceNanos));
    if (!known) {
      LOG.warn("Kubernetes: {}; until then, fields k8smeta.* keep their last values", problem);
    }
    report();
  }

  @Override
  public synchronized void works(WatchedKind kind) {
    Failure over = failing.remove(kind);
    if (over == null) {
      return;
    }
    if (!isKnown(over.problem)) {
      LOG.info("Kubernetes: no longer a problem: {}", over.problem);
    }
    if (kind == WatchedKind.PODS && health != null) {
      health.clear();
    }
  }

  // If the server does not answer, all kinds have the same problem.
  private boolean isKnown(String problem) {
    return failing.values().stream().anyMatch(failure -> failure.problem.equals(problem));
  }

  @Override
  public void hasNoPods() {
    LOG.warn(
        "Kubernetes: there are no pods on node '{}'; if this is not the name of the node, set eyas.k8s.node or"
            + " FALCO_K8S_NODE_NAME",
        node);
  }

  synchronized void reportTo(OwnHealth service) {
    health = service;
    report();
  }

  /** Stops reporting to a service, unless its successor is in use already. The problem ends with the service. */
  synchronized void stopReportingTo(OwnHealth service) {
    if (health == service) {
      health = null;
    }
  }

  private void report() {
    Failure pods = failing.get(WatchedKind.PODS);
    if (pods != null && health != null && nanoTime.getAsLong() - pods.sinceNanos >= LONG_NANOS) {
      health.reportProblem("the pods of this node are not up to date: " + pods.problem);
    }
  }
}
