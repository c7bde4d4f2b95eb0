package org.eyas.enricher.container.info;

/** The parts of {@link ContainerSnapshot} that are one text or one flag. */
public enum ContainerPart {
  /** The first 12 characters of the id, or "host". */
  ID,
  FULL_ID,
  NAME,
  /** The runtime, in Falco's spelling: docker, podman, containerd, cri-o. */
  TYPE,
  /** The image as it was requested. */
  IMAGE,
  IMAGE_ID,
  REPOSITORY,
  TAG,
  DIGEST,
  IP,
  /** The result of the network plugins, as JSON. */
  CNI_JSON,
  PRIVILEGED,
  HOST_PID,
  HOST_NETWORK,
  HOST_IPC,
  POD_NAME,
  POD_NAMESPACE,
  POD_UID,
  /** The first 12 characters of the sandbox's id. */
  SANDBOX_ID,
  FULL_SANDBOX_ID
}
