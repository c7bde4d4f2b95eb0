package org.eyas.api.process;

import java.util.List;
import org.eyas.api.data.Text;

/**
 * A request to Kubernetes' API server to run a program in a container, as {@code kubectl exec} sends it, or to add a container to a
 * pod, as {@code kubectl debug} does.
 *
 * @param timeNanos when the API server got the request, by its clock, in nanoseconds since the epoch
 * @param user the name of the user at the API server
 * @param address the address of the client: 4 or 16 bytes in network byte order; {@link Text#ABSENT} if unknown
 * @param namespace the namespace of the pod
 * @param pod the name of the pod
 * @param container the name of the container; empty for the pod's only one
 * @param command the program and its arguments, as requested; empty if the container is added
 */
public record PodExec(
    long timeNanos, String user, Text address, String namespace, String pod, String container, List<String> command) {
  public PodExec {
    command = List.copyOf(command);
  }
}
