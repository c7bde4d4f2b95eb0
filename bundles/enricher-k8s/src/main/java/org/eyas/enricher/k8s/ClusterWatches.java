package org.eyas.enricher.k8s;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.metric.Metric;
import org.eyas.enricher.k8s.cluster.ClusterState;
import org.eyas.enricher.k8s.cluster.WatchedKind;
import org.eyas.kube.ApiClient;
import org.eyas.kube.ApiServer;
import org.eyas.kube.ListWatch;
import org.eyas.kube.RetryPacing;

/** The connections to the API server: one watch for each kind, each with its thread. */
final class ClusterWatches implements AutoCloseable {
  private static final String PREFIX = "enricher_k8s_";

  private final Map<WatchedKind, ListWatch> byKind = new EnumMap<>(WatchedKind.class);
  private final ApiClient client;
  private final ClusterState cluster;

  /** Starts a watch for each kind. */
  ClusterWatches(ApiServer.Source server, String node, ClusterState cluster, RetryPacing pace) {
    this.cluster = cluster;
    client = new ApiClient(server);
    for (WatchedKind kind : WatchedKind.values()) {
      byKind.put(kind, new ListWatch(client, kind.resource(node), cluster.changes(kind), pace));
    }
  }

  List<Metric> metrics() {
    List<Metric> all = new ArrayList<>();
    byKind.forEach((kind, watch) -> {
      Map<String, String> labels = Map.of("kind", kind.plural());
      all.add(Metric.gauge(PREFIX + "objects", "Objects of Kubernetes in memory, by kind.", labels, (long) cluster.count(kind)));
      all.add(
          Metric.counter(
              PREFIX + "watch_restarts_total", "Watches of the API server that were opened again, by kind.", labels,
              watch.restarts()));
      all.add(
          Metric.gauge(
              PREFIX + "age_seconds", "Time since the API server last sent something, by kind.", labels, watch.silentSeconds()));
    });
    return all;
  }

  @Override
  public void close() {
    byKind.values().forEach(ListWatch::close);
    client.close();
  }
}
