package org.eyas.enricher.k8s.cluster;

import java.util.Map;
import org.eyas.kube.KubeObject;
import org.eyas.kube.ObjectId;
import org.eyas.kube.ObjectOwner;
import org.eyas.kube.PodDetails;

/** Objects for tests. */
public final class Objects {
  private static final PodDetails NO_POD = new PodDetails("", Map.of(), "");

  private Objects() {}

  /** An object in the namespace shop; a namespace is in none. */
  public static KubeObject of(String uid, String name, Map<String, String> labels, ObjectOwner owner) {
    return new KubeObject(new ObjectId(uid, "shop", name), labels, owner, Map.of(), NO_POD);
  }

  public static KubeObject namespace(String uid, String name, Map<String, String> labels) {
    return new KubeObject(new ObjectId(uid, "", name), labels, ObjectOwner.NONE, Map.of(), NO_POD);
  }

  public static KubeObject service(String uid, String name, Map<String, String> labels, Map<String, String> selector) {
    return new KubeObject(new ObjectId(uid, "shop", name), labels, ObjectOwner.NONE, selector, NO_POD);
  }

  public static KubeObject pod(String uid, Map<String, String> labels, ObjectOwner owner, PodDetails details) {
    return new KubeObject(new ObjectId(uid, "shop", "pod-" + uid), labels, owner, Map.of(), details);
  }
}
