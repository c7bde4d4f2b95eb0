package org.eyas.enricher.container.field;

import org.eyas.enricher.container.info.ContainerPart;
import org.jspecify.annotations.Nullable;

/** Knows the part of a container that each field shows. */
final class ContainerPartNames {
  private ContainerPartNames() {}

  /** The part that a field shows; null if it shows none: fields that are only kept for old rules. */
  static @Nullable ContainerPart of(String field) {
    return switch (field) {
      case "container.id" -> ContainerPart.ID;
      case "container.full_id" -> ContainerPart.FULL_ID;
      case "container.name" -> ContainerPart.NAME;
      case "container.image" -> ContainerPart.IMAGE;
      case "container.image.id" -> ContainerPart.IMAGE_ID;
      case "container.type" -> ContainerPart.TYPE;
      case "container.privileged" -> ContainerPart.PRIVILEGED;
      case "container.image.repository" -> ContainerPart.REPOSITORY;
      case "container.image.tag" -> ContainerPart.TAG;
      case "container.image.digest" -> ContainerPart.DIGEST;
      case "container.ip", "k8s.pod.ip" -> ContainerPart.IP;
      case "container.cni.json", "k8s.pod.cni.json" -> ContainerPart.CNI_JSON;
      case "container.host_pid" -> ContainerPart.HOST_PID;
      case "container.host_network" -> ContainerPart.HOST_NETWORK;
      case "container.host_ipc" -> ContainerPart.HOST_IPC;
      default -> ofPod(field);
    };
  }

  private static @Nullable ContainerPart ofPod(String field) {
    return switch (field) {
      case "k8s.pod.name" -> ContainerPart.POD_NAME;
      case "k8s.ns.name" -> ContainerPart.POD_NAMESPACE;
      case "k8s.pod.id", "k8s.pod.uid" -> ContainerPart.POD_UID;
      case "k8s.pod.sandbox_id" -> ContainerPart.SANDBOX_ID;
      case "k8s.pod.full_sandbox_id" -> ContainerPart.FULL_SANDBOX_ID;
      default -> null;
    };
  }
}
