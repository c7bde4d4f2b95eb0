package org.eyas.enricher.k8s;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.process.ProcessInfo;
import org.eyas.enricher.k8s.cluster.ClusterState;
import org.eyas.enricher.k8s.cluster.PodReference;
import org.eyas.enricher.k8s.id.PodCgroupPath;
import org.eyas.linux.runtime.CgroupOwners;

/**
 * Caches the pods by the cgroups of their processes. A machine has few different sets of cgroups, so a process costs
 * one look-up in a map. Any thread may call it.
 */
final class PodCgroupCache {
  private static final int MOST = 8_192;
  private static final long ROOT = 0;

  private final ClusterState cluster;
  private final Owners owners;
  private final ByteView view = new ByteView();
  private final Map<Bytes, PodReference> byCgroups =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, PodReference> eldest) {
          return size() > MOST;
        }
      };

  /** Finds the owner of a process's cgroups. */
  interface Owners {
    /** As {@link CgroupOwners#owner}. */
    long of(String controller, String directory, ProcessInfo process);
  }

  PodCgroupCache(ClusterState cluster, Owners owners) {
    this.cluster = cluster;
    this.owners = owners;
  }

  synchronized PodReference find(ProcessInfo process) {
    Bytes cgroups = process.place().rawCgroups();
    PodReference known = byCgroups.get(first(cgroups));
    known = known == null ? byCgroups.get(cgroups) : known;
    return known == null ? firstSight(cgroups, process) : known;
  }

  private PodReference firstSight(Bytes cgroups, ProcessInfo process) {
    boolean[] isCertain = {true};
    PodCgroupPath.Evidence evidence =
        (controller, directory) -> {
          long owner = owners.of(controller, directory, process);
          isCertain[0] &= owner != CgroupOwners.UNKNOWN;
          return owner == ROOT;
        };
    PodReference found = PodCgroupPath.ofProcess(cgroups, evidence).map(cluster::find).orElse(PodReference.NONE);
    // There may be evidence for another process. The cluster may forget the reference of an unknown pod, and make another one when it comes.
    if (isCertain[0] && (found == PodReference.NONE || found.info().isKnown())) {
      remember(cgroups, found, evidence);
    }
    return found;
  }

  private void remember(Bytes cgroups, PodReference found, PodCgroupPath.Evidence evidence) {
    Bytes first = first(cgroups);
    boolean decides = PodCgroupPath.ofProcess(first, evidence).filter(path -> !path.pod().isEmpty()).isPresent();
    byCgroups.put((decides ? first : cgroups).toText(), found);
  }

  // If the first cgroup names the pod, it decides; the others would need a kilobyte of memory for each container.
  private Bytes first(Bytes cgroups) {
    int end = cgroups.indexOf(0, 0);
    return end < 0 ? cgroups : cgroups.slice(0, end, view);
  }
}
