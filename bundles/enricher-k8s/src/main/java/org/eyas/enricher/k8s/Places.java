package org.eyas.enricher.k8s;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.enricher.k8s.cluster.Cluster;
import org.eyas.enricher.k8s.cluster.PodRef;
import org.eyas.enricher.k8s.id.PodPath;

/**
 * The known pods by the cgroups of their processes. A machine has few different sets of cgroups, so a process costs one look-up in a map.
 * Any thread may call it.
 */
final class Places {
  private static final int MOST = 8_192;

  private final Cluster cluster;
  private final ByteView view = new ByteView();
  private final Map<Bytes, PodRef> byCgroups =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, PodRef> eldest) {
          return size() > MOST;
        }
      };

  Places(Cluster cluster) {
    this.cluster = cluster;
  }

  synchronized PodRef find(Bytes cgroups) {
    PodRef known = byCgroups.get(first(cgroups));
    known = known == null ? byCgroups.get(cgroups) : known;
    return known == null ? firstSight(cgroups) : known;
  }

  private PodRef firstSight(Bytes cgroups) {
    PodRef found = PodPath.ofProcess(cgroups).map(cluster::find).orElse(PodRef.NONE);
    if (found == PodRef.NONE || found.info().isKnown()) {
      keep(cgroups, found); // the cluster may forget the reference of an unknown pod, and make another one when the pod comes
    }
    return found;
  }

  private void keep(Bytes cgroups, PodRef found) {
    Bytes first = first(cgroups);
    boolean decides = PodPath.ofProcess(first).filter(path -> !path.pod().isEmpty()).isPresent();
    byCgroups.put((decides ? first : cgroups).toText(), found);
  }

  // If the first cgroup names the pod, it decides; the others would need a kilobyte of memory for each container.
  private Bytes first(Bytes cgroups) {
    int end = cgroups.indexOf(0, 0);
    return end < 0 ? cgroups : cgroups.slice(0, end, view);
  }
}
