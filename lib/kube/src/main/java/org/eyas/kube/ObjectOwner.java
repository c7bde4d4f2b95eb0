package org.eyas.kube;

/** The object that controls another one, from its {@code ownerReferences}: the ReplicaSet of a pod, the Deployment of that. */
public record ObjectOwner(String kind, String name, String uid) {
  /** The owner of an object that has no controller. */
  public static final ObjectOwner NONE = new ObjectOwner("", "", "");
}
