package org.eyas.kube;

import java.net.ConnectException;
import org.eyas.api.failure.Reason;

/** Says why a request failed, and what to do. */
final class RequestFailureText {
  private RequestFailureText() {}

  /**
   * @param verb the right that the request needs: list or watch
   * @param address of the server; empty if it is not known
   */
  static String of(ApiResource resource, String verb, String address, Exception failure) {
    return switch (failure) {
      case ApiException api when api.isForbidden() ->
        "the right to " + verb + " " + resource.name() + " is missing; grant list and watch in a ClusterRole (" + Reason.of(api)
            + ")";
      case ApiException api when api.isUnauthorized() ->
        server(address) + " does not accept the token or certificate; check the service account or the kubeconfig ("
            + Reason.of(api) + ")";
      case ApiException api -> server(address) + " refused to " + verb + " " + resource.name() + ": " + Reason.of(api);
      case ApiAccessException access -> Reason.of(access);
      default -> server(address) + " does not answer: " + reason(failure);
    };
  }

  // The client of the JDK says only that the channel is closed, which names no cause.
  private static String reason(Exception failure) {
    boolean refused = failure instanceof ConnectException && failure.getMessage() == null;
    String reason = Reason.of(failure);
    return refused && !reason.startsWith("unknown host") ? "connection refused" : reason;
  }

  private static String server(String address) {
    return address.isEmpty() ? "the API server" : "API server " + address;
  }
}
