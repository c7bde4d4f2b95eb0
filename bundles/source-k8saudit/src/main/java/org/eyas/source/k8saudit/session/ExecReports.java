package org.eyas.source.k8saudit.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.function.Supplier;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.PodExec;
import org.eyas.api.process.PodSessions;
import org.eyas.json.JsonException;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;
import org.eyas.json.JsonText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the audit events of {@code kubectl exec} and {@code kubectl debug} and reports each request once to {@link
 * PodSessions}. The source's loop calls it once for each event. For any other event, it only compares one name and
 * allocates nothing.
 */
public final class ExecReports {
  private static final Logger LOG = LoggerFactory.getLogger(ExecReports.class);
  private static final byte[] OBJECT = "objectRef".getBytes(UTF_8);
  private static final byte[] SUBRESOURCE = "subresource".getBytes(UTF_8);
  private static final Bytes EXEC = Text.of("exec");
  private static final Bytes ADDED = Text.of("ephemeralcontainers");

  private final Supplier<List<PodSessions>> receivers;
  private final String cluster;
  private final JsonText text = new JsonText();
  private final JsonIndex event = new JsonIndex();
  private final ReportedRequests reported = new ReportedRequests();

  /**
   * @param receivers returns the current receivers of requests
   * @param cluster the name by which the cluster of this machine sends; empty if it sends without a name
   */
  public ExecReports(Supplier<List<PodSessions>> receivers, String cluster) {
    this.receivers = receivers;
    this.cluster = cluster;
  }

  /**
   * Processes one event.
   *
   * @param json the index of a document with events
   * @param node the event
   * @param sender the cluster that sent the event: pods of other clusters can have the same names
   */
  public void onEvent(JsonIndex json, int node, String sender) {
    if (isOfInterest(json, node) && sender.equals(cluster) && !receivers.get().isEmpty()) {
      try {
        event.parse(json.bytes(), json.start(node), json.end(node) - json.start(node));
        report(new ExecRequest(event));
      } catch (JsonException e) {
        throw new IllegalStateException("a part of a JSON document is not JSON", e);
      }
    }
  }

  private boolean isOfInterest(JsonIndex json, int node) {
    int name = json.member(json.member(node, OBJECT), SUBRESOURCE);
    if (!json.is(JsonKind.STRING, name)) {
      return false;
    }
    Bytes subresource = text.of(json, name);
    return subresource.equals(EXEC) || subresource.equals(ADDED);
  }

  private void report(ExecRequest request) {
    if (request.isStarted() && reported.isNew(request.identity())) {
      request.execs().forEach(exec -> receivers.get().forEach(receiver -> report(exec, receiver)));
    }
  }

  private static void report(PodExec exec, PodSessions receiver) {
    try {
      receiver.onExec(exec);
    } catch (RuntimeException e) {
      LOG.error("A session in a pod could not be reported due to an internal error", e); // the event is still evaluated
    }
  }
}
