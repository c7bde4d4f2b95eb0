package org.eyas.kube;

import java.util.Map;

/**
 * The parts of an object of the API that are kept. Texts that the server did not send are empty. Immutable.
 *
 * @param owner the object that controls it
 * @param selector the labels by which a service chooses its pods; empty for other kinds, and for services without pods
 * @param pod empty for other kinds
 */
public record KubeObject(ObjectId id, Map<String, String> labels, ObjectOwner owner, Map<String, String> selector,
    PodDetails pod) {
  public KubeObject {
    labels = Map.copyOf(labels);
    selector = Map.copyOf(selector);
  }
}
