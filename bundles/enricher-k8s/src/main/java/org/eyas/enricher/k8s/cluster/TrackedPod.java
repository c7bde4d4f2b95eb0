package org.eyas.enricher.k8s.cluster;

import java.util.ArrayList;
import java.util.List;
import org.eyas.kube.KubeObject;

/**
 * A pod in the table: its newest version, and the references that are attached to its processes. The lock of the
 * cluster guards it.
 */
final class TrackedPod {
  private final List<PodReference> refs = new ArrayList<>(1);
  private KubeObject pod;

  TrackedPod(KubeObject pod) {
    this.pod = pod;
  }

  KubeObject pod() {
    return pod;
  }

  void update(KubeObject newer) {
    pod = newer;
  }

  /** Adds the reference of processes of this pod that were seen before the pod. */
  void addReference(PodReference ref) {
    if (!refs.contains(ref)) {
      refs.add(ref);
    }
  }

  /** The reference for further processes of the pod. */
  PodReference ref() {
    if (refs.isEmpty()) {
      refs.add(new PodReference(PodSnapshot.PENDING));
    }
    return refs.getFirst();
  }

  void publish(PodSnapshot info) {
    ref();
    refs.forEach(ref -> ref.publish(info));
  }
}
