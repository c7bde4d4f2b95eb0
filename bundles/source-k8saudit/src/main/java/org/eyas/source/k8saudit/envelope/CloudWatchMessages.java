package org.eyas.source.k8saudit.envelope;

import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;

/**
 * The envelope of a subscription of Amazon CloudWatch Logs. Each message of the audit stream of an EKS cluster is an audit
 * event as text:
 *
 * <pre>
 *   {"messageType":"DATA_MESSAGE", "logGroup":"/aws/eks/NAME/cluster", "logStream":"kube-apiserver-audit-...",
 *    "logEvents":[{"id":"...", "timestamp":1, "message":"{\"kind\":\"Event\", ... }"}]}
 * </pre>
 *
 * <p>Format: docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
 */
final class CloudWatchMessages implements Envelope {
  private static final JsonMember TYPE = JsonMember.named("messageType");
  private static final JsonMember GROUP = JsonMember.named("logGroup");
  private static final JsonMember STREAM = JsonMember.named("logStream");
  private static final JsonMember EVENTS = JsonMember.named("logEvents");
  private static final JsonMember MESSAGE = JsonMember.named("message");
  private static final String CONTROL = "CONTROL_MESSAGE";
  private static final String GROUP_START = "/aws/eks/";
  private static final String GROUP_END = "/cluster";
  private static final String AUDIT_STREAM = "kube-apiserver-audit";

  @Override
  public boolean isOne(JsonIndex json, int node) {
    return TYPE.is(JsonKind.STRING, json, node) && EVENTS.is(JsonKind.ARRAY, json, node);
  }

  @Override
  public void open(JsonIndex json, int node, EnvelopeContents contents) {
    if (TYPE.text(json, node).equals(CONTROL)) {
      return; // CloudWatch checks whether the destination can be reached
    }
    String cluster = cluster(GROUP.text(json, node));
    boolean isOtherStream = !cluster.isEmpty() && !STREAM.text(json, node).startsWith(AUDIT_STREAM);
    contents.nameCluster(cluster);
    int events = EVENTS.in(json, node);
    int number = 0;
    for (int at = events + 1; at < json.after(events); at = json.after(at)) {
      number++;
      if (isOtherStream) {
        contents.skip(1); // a log group has the logs of the scheduler and the authenticator too
      } else {
        contents.openText(MESSAGE.in(json, at), "log event", number);
      }
    }
  }

  private static String cluster(String group) {
    boolean isCluster =
        group.startsWith(GROUP_START) && group.endsWith(GROUP_END) && group.length() > GROUP_START.length() + GROUP_END.length();
    return isCluster ? group.substring(GROUP_START.length(), group.length() - GROUP_END.length()) : "";
  }
}
