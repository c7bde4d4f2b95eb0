package org.eyas.enricher.k8s.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eyas.enricher.k8s.id.PodCgroupPath;
import org.eyas.kube.KubeObject;
import org.jspecify.annotations.Nullable;

/**
 * The pods of this node, by all names under which a cgroup may refer to them: uid, hash of the kubelet's file, ids of
 * the containers. A deleted pod stays for a minute, because its last events may still come. The lock of the cluster
 * guards it.
 */
final class PodTable {
  static final int MOST_DELETED = 1_024;
  static final int MOST_UNKNOWN = 1_024;

  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final LongSupplier nanoTime;
  private final Map<String, TrackedPod> byName = new HashMap<>();
  private final Map<String, TrackedPod> pods = new LinkedHashMap<>();
  private final Map<String, Long> deleted = new LinkedHashMap<>();
  private final Map<String, PodReference> unknown = new LinkedHashMap<>();

  PodTable(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * The reference to attach to the processes of a cgroup. If the pod is not known, the reference gets the pod when it
   * arrives.
   */
  PodReference find(PodCgroupPath path, PodSnapshot otherwise) {
    dropDeleted();
    TrackedPod entry = byName.get(path.pod());
    entry = entry == null ? byName.get(path.container()) : entry;
    if (entry != null) {
      return entry.ref();
    }
    String name = path.pod().isEmpty() ? path.container() : path.pod();
    PodReference ref = unknown.computeIfAbsent(name, ignored -> new PodReference(otherwise));
    if (unknown.size() > MOST_UNKNOWN) {
      Iterator<PodReference> eldest = unknown.values().iterator();
      eldest.next().publish(PodSnapshot.UNKNOWN);
      eldest.remove();
    }
    return ref;
  }

  /**
   * The id of a container. If several pods have the same name, the newest pod counts, unless it has ended.
   *
   * @param container the name of the container; empty for the pod's only container
   */
  Optional<String> containerId(String namespace, String pod, String container) {
    return pods.values().stream().map(TrackedPod::pod)
        .filter(each -> each.id().name().equals(pod) && each.id().namespace().equals(namespace))
        .reduce((older, newer) -> deleted.containsKey(newer.id().uid()) ? older : newer)
        .flatMap(found -> containerId(found.pod().containers(), container));
  }

  private static Optional<String> containerId(Map<String, String> containers, String name) {
    return name.isEmpty() && containers.size() == 1
        ? containers.values().stream().findFirst()
        : Optional.ofNullable(containers.get(name));
  }

  /** Adds a new pod, or the newer version of a known pod. */
  TrackedPod put(KubeObject pod) {
    String uid = pod.id().uid();
    deleted.remove(uid);
    TrackedPod entry = pods.computeIfAbsent(uid, ignored -> new TrackedPod(pod));
    removeNames(entry);
    entry.update(pod);
    names(pod).forEach(name -> adopt(name, entry));
    if (isFree(pod.pod().staticHash(), entry)) {
      adopt(pod.pod().staticHash(), entry);
    }
    return entry;
  }

  // The creator of a pod can write the hash of another pod into it, so the first pod keeps the hash until it has ended.
  private boolean isFree(String hash, TrackedPod entry) {
    @Nullable TrackedPod holder = byName.get(hash);
    return !hash.isEmpty() && (holder == null || holder == entry || deleted.containsKey(holder.pod().id().uid()));
  }

  private void adopt(String name, TrackedPod entry) {
    byName.put(name, entry);
    PodReference waiting = unknown.remove(name);
    if (waiting != null) {
      entry.addReference(waiting);
    }
  }

  private void removeNames(TrackedPod entry) {
    names(entry.pod()).forEach(name -> byName.remove(name, entry));
    byName.remove(entry.pod().pod().staticHash(), entry);
  }

  // Those that the API server and the kubelet give.
  private static Set<String> names(KubeObject pod) {
    Set<String> names = new HashSet<>(pod.pod().containerIds());
    names.add(pod.id().uid());
    names.remove("");
    return names;
  }

  /** Marks a pod as ended. */
  void remove(String uid) {
    if (pods.containsKey(uid)) {
      deleted.putIfAbsent(uid, nanoTime.getAsLong());
      dropDeleted();
    }
  }

  /** Sets all existing pods. Pods that are not among them have ended. */
  void replaceAll(Collection<KubeObject> all) {
    Set<String> gone = new HashSet<>(pods.keySet());
    all.forEach(pod -> gone.remove(pod.id().uid()));
    gone.forEach(this::remove);
    all.forEach(this::put);
  }

  private void dropDeleted() {
    long now = nanoTime.getAsLong();
    Iterator<Map.Entry<String, Long>> oldest = deleted.entrySet().iterator();
    int excess = deleted.size() - MOST_DELETED;
    while (oldest.hasNext()) {
      Map.Entry<String, Long> next = oldest.next();
      if (excess-- <= 0 && now - next.getValue() < KEPT_NANOS) {
        return;
      }
      oldest.remove();
      drop(next.getKey());
    }
  }

  private void drop(String uid) {
    @Nullable TrackedPod entry = pods.remove(uid);
    if (entry != null) {
      removeNames(entry);
    }
  }

  Collection<TrackedPod> all() {
    return pods.values();
  }

  /** The number of pods, without the pods that have ended. */
  int size() {
    return pods.size() - deleted.size();
  }

  /** Ends the waiting of the processes whose pod was not in the first list. */
  void settleUnknown() {
    List<PodReference> refs = new ArrayList<>(unknown.values());
    refs.forEach(ref -> ref.publish(PodSnapshot.UNKNOWN));
  }
}
