package org.eyas.kube;

/** The object that controls another one, from its {@code ownerReferences}: the ReplicaSet of a pod, the Deployment of that. */
public record Owner(String kind, String name, String uid) {
  /** An object that nobody controls. */
  public static final Owner NONE = new Owner("", "", "");
}
