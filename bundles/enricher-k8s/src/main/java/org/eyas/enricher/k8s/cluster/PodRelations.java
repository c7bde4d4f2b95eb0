package org.eyas.enricher.k8s.cluster;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.kube.KubeObject;
import org.eyas.kube.ObjectOwner;
import org.jspecify.annotations.Nullable;

/** The objects other than pods, and their relations to pods. The lock of the cluster guards it. */
final class PodRelations {
  private final Map<WatchedKind, Map<String, Related>> byUid = new EnumMap<>(WatchedKind.class);
  private final Map<String, String> namespaceUids = new HashMap<>();
  private final Map<String, Map<String, Related>> services = new HashMap<>();

  /**
   * @param place the namespace in which the object may concern pods
   * @param selector the selector of a service
   */
  private record Related(String place, KubeObjectSummary info, ObjectOwner owner, Map<String, String> selector) {
    static Related of(WatchedKind kind, KubeObject object) {
      String place = kind == WatchedKind.NAMESPACES ? object.id().name() : object.id().namespace();
      return new Related(place, KubeObjectSummary.of(object), object.owner(),
          kind == WatchedKind.SERVICES ? object.selector() : Map.of());
    }

    boolean chooses(Map<String, String> labels) {
      return !selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet());
    }
  }

  PodRelations() {
    for (WatchedKind kind : WatchedKind.values()) {
      byUid.put(kind, new HashMap<>());
    }
  }

  private Map<String, Related> of(WatchedKind kind) {
    return Objects.requireNonNull(byUid.get(kind));
  }

  int count(WatchedKind kind) {
    return of(kind).size();
  }

  void replaceAll(WatchedKind kind, Collection<KubeObject> all) {
    List.copyOf(of(kind).keySet()).forEach(uid -> remove(kind, uid));
    all.forEach(object -> put(kind, object));
  }

  /**
   * Adds a new or changed object. Returns whether a value changed that fields show, or that decides which objects
   * belong together.
   */
  boolean put(WatchedKind kind, KubeObject object) {
    Related next = Related.of(kind, object);
    String uid = object.id().uid();
    Related before = of(kind).put(uid, next);
    switch (kind) {
      case NAMESPACES -> namespaceUids.put(next.place, uid);
      case SERVICES -> services.computeIfAbsent(next.place, ignored -> new TreeMap<>()).put(object.id().name(), next);
      default -> {}
    }
    return !next.equals(before);
  }

  void remove(WatchedKind kind, String uid) {
    Related removed = of(kind).remove(uid);
    if (removed == null) {
      return;
    }
    switch (kind) {
      case NAMESPACES -> namespaceUids.remove(removed.place, uid);
      case SERVICES -> services.getOrDefault(removed.place, new HashMap<>()).values().remove(removed);
      default -> {}
    }
  }

  /** Joins a pod with all objects that belong to it. */
  PodSnapshot resolve(KubeObject pod) {
    KubeObjectSummary[] parts = new KubeObjectSummary[PodPart.values().length];
    parts[PodPart.POD.ordinal()] = KubeObjectSummary.of(pod);
    parts[PodPart.NAMESPACE.ordinal()] = namespace(pod.id().namespace());
    ObjectOwner owner = pod.owner();
    parts[PodPart.REPLICATION_CONTROLLER.ordinal()] = owner(owner, "ReplicationController", WatchedKind.REPLICATION_CONTROLLERS);
    parts[PodPart.REPLICA_SET.ordinal()] = owner(owner, "ReplicaSet", WatchedKind.REPLICA_SETS);
    parts[PodPart.DEPLOYMENT.ordinal()] = owner(ownerOfReplicaSet(owner), "Deployment", WatchedKind.DEPLOYMENTS);
    Bytes ip = pod.pod().ip().isEmpty() ? Text.ABSENT : Text.of(pod.pod().ip());
    return new PodSnapshot(parts, services(pod), ip);
  }

  private KubeObjectSummary namespace(String name) {
    String uid = namespaceUids.get(name);
    Related known = uid == null ? null : of(WatchedKind.NAMESPACES).get(uid);
    return known == null ? new KubeObjectSummary(Text.ABSENT, Text.of(name), ObjectLabels.NONE) : known.info;
  }

  private KubeObjectSummary owner(ObjectOwner owner, String wanted, WatchedKind kind) {
    if (!owner.kind().equals(wanted)) {
      return KubeObjectSummary.ABSENT;
    }
    Related known = of(kind).get(owner.uid());
    return known == null ? KubeObjectSummary.of(owner) : known.info;
  }

  private ObjectOwner ownerOfReplicaSet(ObjectOwner owner) {
    @Nullable Related replicaSet = of(WatchedKind.REPLICA_SETS).get(owner.uid());
    return replicaSet == null ? ObjectOwner.NONE : replicaSet.owner;
  }

  private KubeObjectSummary[] services(KubeObject pod) {
    Map<String, Related> there = services.get(pod.id().namespace());
    return there == null
        ? new KubeObjectSummary[0]
        : there.values().stream().filter(service -> service.chooses(pod.labels())).map(Related::info)
            .toArray(KubeObjectSummary[]::new);
  }
}
