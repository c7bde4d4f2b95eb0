package org.eyas.enricher.k8s.cluster;

/** The objects around a process of which there is one each. */
public enum PodPart {
  POD,
  NAMESPACE,
  DEPLOYMENT,
  REPLICA_SET,
  REPLICATION_CONTROLLER
}
