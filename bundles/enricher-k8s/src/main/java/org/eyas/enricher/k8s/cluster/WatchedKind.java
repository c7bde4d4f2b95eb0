package org.eyas.enricher.k8s.cluster;

import org.eyas.kube.ApiResource;

/** The kinds of objects that are followed. Only kinds that fields show are followed. */
public enum WatchedKind {
  PODS("/api/v1/pods", false),
  NAMESPACES("/api/v1/namespaces", true),
  SERVICES("/api/v1/services", false), // a service's selector is not in its metadata
  REPLICA_SETS("/apis/apps/v1/replicasets", true),
  DEPLOYMENTS("/apis/apps/v1/deployments", true),
  REPLICATION_CONTROLLERS("/api/v1/replicationcontrollers", true);

  private final ApiResource all;

  WatchedKind(String path, boolean metadataOnly) {
    all = ApiResource.of(path, metadataOnly);
  }

  /** The name that rights and metrics use. */
  public String plural() {
    return all.name();
  }

  /** The objects of this kind to follow: the pods of one node, or all objects of another kind. */
  public ApiResource resource(String node) {
    return this == PODS ? all.where("spec.nodeName", node) : all;
  }
}
