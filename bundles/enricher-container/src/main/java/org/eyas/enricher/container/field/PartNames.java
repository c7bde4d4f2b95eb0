package org.eyas.enricher.container.field;

import org.eyas.enricher.container.info.Part;
import org.jspecify.annotations.Nullable;

/** Knows the part of a container that each field shows. */
final class PartNames {
  private PartNames() {}

  /** The part that a field shows; null if it shows none: fields that are only kept for old rules. */
  static @Nullable Part of(String field) {
    return switch (field) {
      case "container.id" -> Part.ID;
      case "container.full_id" -> Part.FULL_ID;
      case "container.name" -> Part.NAME;
      case "container.image" -> Part.IMAGE;
      case "container.image.id" -> Part.IMAGE_ID;
      case "container.type" -> Part.TYPE;
      case "container.privileged" -> Part.PRIVILEGED;
      case "container.image.repository" -> Part.REPOSITORY;
      case "container.image.tag" -> Part.TAG;
      case "container.image.digest" -> Part.DIGEST;
      case "container.ip", "k8s.pod.ip" -> Part.IP;
      case "container.cni.json", "k8s.pod.cni.json" -> Part.CNI_JSON;
      case "container.host_pid" -> Part.HOST_PID;
      case "container.host_network" -> Part.HOST_NETWORK;
      case "container.host_ipc" -> Part.HOST_IPC;
      default -> ofPod(field);
    };
  }

  private static @Nullable Part ofPod(String field) {
    return switch (field) {
      case "k8s.pod.name" -> Part.POD_NAME;
      case "k8s.ns.name" -> Part.POD_NAMESPACE;
      case "k8s.pod.id", "k8s.pod.uid" -> Part.POD_UID;
      case "k8s.pod.sandbox_id" -> Part.SANDBOX_ID;
      case "k8s.pod.full_sandbox_id" -> Part.FULL_SANDBOX_ID;
      default -> null;
    };
  }
}
