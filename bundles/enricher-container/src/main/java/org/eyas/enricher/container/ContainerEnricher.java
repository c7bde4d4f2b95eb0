package org.eyas.enricher.container;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.metric.Metric;
import org.eyas.api.metric.MetricSource;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.Enricher;
import org.eyas.api.process.ProcessInfo;
import org.osgi.service.component.annotations.Component;

/**
 * Finds the container of each process from the names of its cgroups.
 *
 * <p>It answers before the call returns: a machine has few different sets of cgroups, and the result for each is cached. The
 * cache is synchronized for the rare case that the loops of two sources call at the same time.
 */
@Component
public final class ContainerEnricher implements Enricher, MetricSource {
  private static final int REMEMBERED = 4096;

  private final Map<Bytes, ContainerInfo> byCgroups = new HashMap<>();

  /** Loads what the first call needs: that one is made while events wait. */
  public ContainerEnricher() {
    find(Text.of("cpu=/default/warm\0"));
  }

  @Override
  public void onProcess(ProcessInfo process, Attachments out) {
    out.put(ContainerInfo.KEY, of(process.rawCgroups()));
  }

  private synchronized ContainerInfo of(Bytes cgroups) {
    ContainerInfo known = byCgroups.get(cgroups);
    if (known != null) {
      return known;
    }
    if (byCgroups.size() >= REMEMBERED) {
      byCgroups.clear();
    }
    Text key = cgroups.toText();
    ContainerInfo found = find(key);
    byCgroups.put(key, found);
    return found;
  }

  /** The counters of Falco's container plugin, under the same names. They are gauges, although Falco's names end with _total. */
  @Override
  public List<Metric> metrics() {
    Map<Bytes, ContainerInfo> containers = containers();
    long without = containers.values().stream().filter(container -> container.imageRepository().length() == 0).count();
    return List.of(
        Metric.gauge(
            "falcosecurity_plugins_container_n_containers_total",
            "Containers in which processes were seen.",
            Metric.NO_LABELS,
            (long) containers.size()),
        Metric.gauge(
            "falcosecurity_plugins_container_n_missing_container_images_total",
            "Containers whose image is not known.",
            Metric.NO_LABELS,
            without));
  }

  private synchronized Map<Bytes, ContainerInfo> containers() {
    Map<Bytes, ContainerInfo> containers = new HashMap<>();
    byCgroups.values().forEach(container -> containers.put(container.id(), container));
    containers.remove(ContainerInfo.HOST.id());
    return containers;
  }

  /** The first cgroup with a container id decides. */
  static ContainerInfo find(Bytes cgroups) {
    ByteView entry = new ByteView();
    for (int start = 0; start < cgroups.length(); ) {
      int end = cgroups.indexOf(0, start);
      end = end < 0 ? cgroups.length() : end;
      cgroups.slice(start, end, entry);
      int equals = entry.indexOf('=', 0);
      var id = CgroupPath.containerId(entry.toString().substring(equals + 1));
      if (id.isPresent()) {
        return ContainerInfo.ofId(id.get());
      }
      start = end + 1;
    }
    return ContainerInfo.HOST;
  }
}
