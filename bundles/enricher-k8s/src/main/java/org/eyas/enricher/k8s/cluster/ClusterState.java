package org.eyas.enricher.k8s.cluster;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.eyas.enricher.k8s.id.PodCgroupPath;
import org.eyas.kube.KubeObject;
import org.eyas.kube.ObjectChangeListener;

/**
 * The known objects of the cluster: the pods of this node, and the objects that belong to them. The threads of the
 * watches change them. The loop calls {@link #find} when it sees a cgroup for the first time.
 *
 * <p>Everything is pending until each kind was listed once, or could not be listed. After that, an unknown pod is
 * absent until the API server reports it.
 */
public final class ClusterState {
  private final PodRelations relations = new PodRelations();
  private final PodTable pods;
  private final Problems problems;
  private final Set<WatchedKind> awaited = EnumSet.allOf(WatchedKind.class);

  /** Receives the problems of the watches. */
  public interface Problems {
    void failed(WatchedKind kind, String problem);

    void works(WatchedKind kind);

    /**
     * Called when the first list of pods is empty. Every node has pods, so the configured name of the node is probably
     * wrong.
     */
    void hasNoPods();
  }

  public ClusterState(Problems problems, LongSupplier nanoTime) {
    this.problems = problems;
    pods = new PodTable(nanoTime);
  }

  /** The reference to attach to the processes of a cgroup. */
  public synchronized PodReference find(PodCgroupPath path) {
    return pods.find(path, isListed() ? PodSnapshot.UNKNOWN : PodSnapshot.PENDING);
  }

  /**
   * The id of a container of this node.
   *
   * @param container the name of the container; empty for the pod's only container
   */
  public synchronized Optional<String> containerId(String namespace, String pod, String container) {
    return pods.containerId(namespace, pod, container);
  }

  /** Whether each kind was listed once, or could not be listed. */
  public synchronized boolean isListed() {
    return awaited.isEmpty();
  }

  /** The number of known objects of a kind. */
  public synchronized int count(WatchedKind kind) {
    return kind == WatchedKind.PODS ? pods.size() : relations.count(kind);
  }

  /** The receiver of the objects of one kind. */
  public ObjectChangeListener changes(WatchedKind kind) {
    return new KindChanges(kind);
  }

  private synchronized void listed(WatchedKind kind, List<KubeObject> all) {
    if (kind == WatchedKind.PODS) {
      pods.replaceAll(all);
    } else {
      relations.replaceAll(kind, all);
    }
    if (kind == WatchedKind.PODS && all.isEmpty() && awaited.contains(kind)) {
      problems.hasNoPods();
    }
    arrived(kind);
  }

  private synchronized void put(WatchedKind kind, KubeObject object) {
    if (kind == WatchedKind.PODS) {
      resolve(pods.put(object));
    } else if (relations.put(kind, object)) {
      resolveAround(kind, object);
    }
  }

  private synchronized void removed(WatchedKind kind, KubeObject object) {
    if (kind == WatchedKind.PODS) {
      pods.remove(object.id().uid());
    } else {
      relations.remove(kind, object.id().uid());
      resolveAround(kind, object);
    }
  }

  private synchronized void failed(WatchedKind kind) {
    if (awaited.contains(kind)) {
      arrived(kind);
    }
  }

  private void arrived(WatchedKind kind) {
    boolean first = awaited.remove(kind) && awaited.isEmpty();
    if (awaited.isEmpty()) {
      pods.all().forEach(this::resolve);
    }
    if (first) {
      pods.settleUnknown();
    }
  }

  private void resolve(TrackedPod entry) {
    if (awaited.isEmpty()) {
      entry.publish(relations.resolve(entry.pod()));
    }
  }

  private void resolveAround(WatchedKind kind, KubeObject object) {
    String namespace = kind == WatchedKind.NAMESPACES ? object.id().name() : object.id().namespace();
    for (TrackedPod entry : pods.all()) {
      if (entry.pod().id().namespace().equals(namespace)) {
        resolve(entry);
      }
    }
  }

  private final class KindChanges implements ObjectChangeListener {
    private final WatchedKind kind;

    KindChanges(WatchedKind kind) {
      this.kind = kind;
    }

    @Override
    public void listed(List<KubeObject> all) {
      ClusterState.this.listed(kind, all);
    }

    @Override
    public void put(KubeObject object) {
      ClusterState.this.put(kind, object);
    }

    @Override
    public void removed(KubeObject object) {
      ClusterState.this.removed(kind, object);
    }

    @Override
    public void failed(String problem) {
      ClusterState.this.failed(kind);
      problems.failed(kind, problem);
    }

    @Override
    public void answered() {
      problems.works(kind);
    }
  }
}
