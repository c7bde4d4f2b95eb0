package org.eyas.api.process;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Finds the containers of the pods of this machine. A bundle that follows Kubernetes' API server offers it as a
 * service.
 */
@ConsumerType
public interface PodDirectory {
  /**
   * The id of a running container: 64 hexadecimal digits, as in the names of its cgroups. Any thread may call it. It
   * must return at once and use only pods that are already known.
   *
   * @param container the name of the container; empty for the pod's only one
   */
  Optional<String> containerId(String namespace, String pod, String container);
}
