package org.eyas.enricher.k8s.field;

import org.eyas.api.event.Event;
import org.eyas.api.field.Presence;
import org.eyas.enricher.k8s.cluster.PodInfo;
import org.eyas.enricher.k8s.cluster.PodRef;

/** Finds the pod of the process of an event. */
final class OfProcess {
  private OfProcess() {}

  static PodInfo pod(Event event) {
    return event.process().attachment(PodRef.KEY) instanceof PodRef pod ? pod.info() : PodInfo.UNKNOWN;
  }

  /** The presence of a list of values: an empty list counts as no value. */
  static Presence presence(PodInfo pod, int size) {
    return pod == PodInfo.PENDING ? Presence.PENDING : Presence.of(size > 0);
  }
}
