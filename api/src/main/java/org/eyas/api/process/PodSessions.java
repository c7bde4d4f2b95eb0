package org.eyas.api.process;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Receives the sessions that people open in containers over Kubernetes' API server. A bundle offers it as a service; the source of
 * the server's audit events calls it.
 */
@ConsumerType
public interface PodSessions {
  /**
   * A service property of the event source that calls {@link #onExec}: {@code true}. While there is no such source,
   * nothing waits for requests.
   */
  String REPORTER = "pod.sessions";

  /**
   * Called when the API server has allowed a request: once for each request, on any thread, in any order, and mostly seconds
   * after its program has started. It must not block.
   */
  void onExec(PodExec exec);
}
