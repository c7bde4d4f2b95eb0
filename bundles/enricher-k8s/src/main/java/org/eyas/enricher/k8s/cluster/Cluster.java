package org.eyas.enricher.k8s.cluster;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.eyas.enricher.k8s.id.PodPath;
import org.eyas.kube.Changes;
import org.eyas.kube.KubeObject;

/**
 * The known objects of the cluster: the pods of this node, and the objects that belong to them. The threads of the
 * watches change them. The loop calls {@link #find} when it sees a cgroup for the first time.
 *
 * <p>Everything is pending until each kind was listed once, or could not be listed. After that, an unknown pod is
 * absent until the API server reports it.
 */
public final class Cluster {
  private final Relations relations = new Relations();
  private final PodTable pods;
  private final Problems problems;
  private final Set<Kind> awaited = EnumSet.allOf(Kind.class);

  /** Receives the problems of the watches. */
  public interface Problems {
    void failed(Kind kind, String problem);

    void works(Kind kind);

    /**
     * Called when the first list of pods is empty. Every node has pods, so the configured name of the node is probably
     * wrong.
     */
    void hasNoPods();
  }

  public Cluster(Problems problems, LongSupplier nanoTime) {
    this.problems = problems;
    pods = new PodTable(nanoTime);
  }

  /** The reference to attach to the processes of a cgroup. */
  public synchronized PodRef find(PodPath path) {
    return pods.find(path, isListed() ? PodInfo.UNKNOWN : PodInfo.PENDING);
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
  public synchronized int count(Kind kind) {
    return kind == Kind.PODS ? pods.size() : relations.count(kind);
  }

  /** The receiver of the objects of one kind. */
  public Changes changes(Kind kind) {
    return new KindChanges(kind);
  }

  private synchronized void listed(Kind kind, List<KubeObject> all) {
    if (kind == Kind.PODS) {
      pods.replaceAll(all);
    } else {
      relations.replaceAll(kind, all);
    }
    if (kind == Kind.PODS && all.isEmpty() && awaited.contains(kind)) {
      problems.hasNoPods();
    }
    arrived(kind);
  }

  private synchronized void put(Kind kind, KubeObject object) {
    if (kind == Kind.PODS) {
      resolve(pods.put(object));
    } else if (relations.put(kind, object)) {
      resolveAround(kind, object);
    }
  }

  private synchronized void removed(Kind kind, KubeObject object) {
    if (kind == Kind.PODS) {
      pods.remove(object.id().uid());
    } else {
      relations.remove(kind, object.id().uid());
      resolveAround(kind, object);
    }
  }

  private synchronized void failed(Kind kind) {
    if (awaited.contains(kind)) {
      arrived(kind);
    }
  }

  private void arrived(Kind kind) {
    boolean first = awaited.remove(kind) && awaited.isEmpty();
    if (awaited.isEmpty()) {
      pods.all().forEach(this::resolve);
    }
    if (first) {
      pods.settleUnknown();
    }
  }

  private void resolve(PodEntry entry) {
    if (awaited.isEmpty()) {
      entry.publish(relations.resolve(entry.pod()));
    }
  }

  private void resolveAround(Kind kind, KubeObject object) {
    String namespace = kind == Kind.NAMESPACES ? object.id().name() : object.id().namespace();
    for (PodEntry entry : pods.all()) {
      if (entry.pod().id().namespace().equals(namespace)) {
        resolve(entry);
      }
    }
  }

  private final class KindChanges implements Changes {
    private final Kind kind;

    KindChanges(Kind kind) {
      this.kind = kind;
    }

    @Override
    public void listed(List<KubeObject> all) {
      Cluster.this.listed(kind, all);
    }

    @Override
    public void put(KubeObject object) {
      Cluster.this.put(kind, object);
    }

    @Override
    public void removed(KubeObject object) {
      Cluster.this.removed(kind, object);
    }

    @Override
    public void failed(String problem) {
      Cluster.this.failed(kind);
      problems.failed(kind, problem);
    }

    @Override
    public void works() {
      problems.works(kind);
    }
  }
}
