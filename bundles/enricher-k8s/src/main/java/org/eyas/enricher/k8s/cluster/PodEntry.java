package org.eyas.enricher.k8s.cluster;

import java.util.ArrayList;
import java.util.List;
import org.eyas.kube.KubeObject;

/**
 * A pod in the table: its newest version, and the references that are attached to its processes. The lock of the
 * cluster guards it.
 */
final class PodEntry {
  private final List<PodRef> refs = new ArrayList<>(1);
  private KubeObject pod;

  PodEntry(KubeObject pod) {
    this.pod = pod;
  }

  KubeObject pod() {
    return pod;
  }

  void become(KubeObject newer) {
    pod = newer;
  }

  /** Adds the reference of processes of this pod that were seen before the pod. */
  void adopt(PodRef ref) {
    if (!refs.contains(ref)) {
      refs.add(ref);
    }
  }

  /** The reference for further processes of the pod. */
  PodRef ref() {
    if (refs.isEmpty()) {
      refs.add(new PodRef(PodInfo.PENDING));
    }
    return refs.getFirst();
  }

  void publish(PodInfo info) {
    ref();
    refs.forEach(ref -> ref.publish(info));
  }
}
