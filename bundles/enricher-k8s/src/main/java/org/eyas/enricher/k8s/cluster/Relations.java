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
import org.eyas.kube.Owner;
import org.jspecify.annotations.Nullable;

/** The objects other than pods, and their relations to pods. The lock of the cluster guards it. */
final class Relations {
  private final Map<Kind, Map<String, Related>> byUid = new EnumMap<>(Kind.class);
  private final Map<String, String> namespaceUids = new HashMap<>();
  private final Map<String, Map<String, Related>> services = new HashMap<>();

  /**
   * @param place the namespace in which the object may concern pods
   * @param selector the selector of a service
   */
  private record Related(String place, ObjectInfo info, Owner owner, Map<String, String> selector) {
    static Related of(Kind kind, KubeObject object) {
      String place = kind == Kind.NAMESPACES ? object.id().name() : object.id().namespace();
      return new Related(place, ObjectInfo.of(object), object.owner(), kind == Kind.SERVICES ? object.selector() : Map.of());
    }

    boolean chooses(Map<String, String> labels) {
      return !selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet());
    }
  }

  Relations() {
    for (Kind kind : Kind.values()) {
      byUid.put(kind, new HashMap<>());
    }
  }

  private Map<String, Related> of(Kind kind) {
    return Objects.requireNonNull(byUid.get(kind));
  }

  int count(Kind kind) {
    return of(kind).size();
  }

  void replaceAll(Kind kind, Collection<KubeObject> all) {
    List.copyOf(of(kind).keySet()).forEach(uid -> remove(kind, uid));
    all.forEach(object -> put(kind, object));
  }

  /**
   * Adds a new or changed object. Returns whether a value changed that fields show, or that decides which objects
   * belong together.
   */
  boolean put(Kind kind, KubeObject object) {
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

  void remove(Kind kind, String uid) {
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
  PodInfo resolve(KubeObject pod) {
    ObjectInfo[] parts = new ObjectInfo[Part.values().length];
    parts[Part.POD.ordinal()] = ObjectInfo.of(pod);
    parts[Part.NAMESPACE.ordinal()] = namespace(pod.id().namespace());
    Owner owner = pod.owner();
    parts[Part.REPLICATION_CONTROLLER.ordinal()] = owner(owner, "ReplicationController", Kind.REPLICATION_CONTROLLERS);
    parts[Part.REPLICA_SET.ordinal()] = owner(owner, "ReplicaSet", Kind.REPLICA_SETS);
    parts[Part.DEPLOYMENT.ordinal()] = owner(ownerOfReplicaSet(owner), "Deployment", Kind.DEPLOYMENTS);
    Bytes ip = pod.pod().ip().isEmpty() ? Text.ABSENT : Text.of(pod.pod().ip());
    return new PodInfo(parts, services(pod), ip);
  }

  private ObjectInfo namespace(String name) {
    String uid = namespaceUids.get(name);
    Related known = uid == null ? null : of(Kind.NAMESPACES).get(uid);
    return known == null ? new ObjectInfo(Text.ABSENT, Text.of(name), Labels.NONE) : known.info;
  }

  private ObjectInfo owner(Owner owner, String wanted, Kind kind) {
    if (!owner.kind().equals(wanted)) {
      return ObjectInfo.ABSENT;
    }
    Related known = of(kind).get(owner.uid());
    return known == null ? ObjectInfo.of(owner) : known.info;
  }

  private Owner ownerOfReplicaSet(Owner owner) {
    @Nullable Related replicaSet = of(Kind.REPLICA_SETS).get(owner.uid());
    return replicaSet == null ? Owner.NONE : replicaSet.owner;
  }

  private ObjectInfo[] services(KubeObject pod) {
    Map<String, Related> there = services.get(pod.id().namespace());
    return there == null
        ? new ObjectInfo[0]
        : there.values().stream().filter(service -> service.chooses(pod.labels())).map(Related::info).toArray(ObjectInfo[]::new);
  }
}
