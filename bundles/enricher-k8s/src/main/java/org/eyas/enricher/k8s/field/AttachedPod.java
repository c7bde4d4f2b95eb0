package org.eyas.enricher.k8s.field;

import org.eyas.api.event.Event;
import org.eyas.api.field.Presence;
import org.eyas.enricher.k8s.cluster.PodReference;
import org.eyas.enricher.k8s.cluster.PodSnapshot;

/** Finds the pod of the process of an event. */
final class AttachedPod {
  private AttachedPod() {}

  static PodSnapshot pod(Event event) {
    return event.process().attachment(PodReference.KEY) instanceof PodReference pod ? pod.info() : PodSnapshot.UNKNOWN;
  }

  /** The presence of a list of values: an empty list counts as no value. */
  static Presence presence(PodSnapshot pod, int size) {
    return pod == PodSnapshot.PENDING ? Presence.PENDING : Presence.of(size > 0);
  }
}
