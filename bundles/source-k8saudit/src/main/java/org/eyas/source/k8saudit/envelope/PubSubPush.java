package org.eyas.source.k8saudit.envelope;

import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;

/**
 * The body that Google Cloud Pub/Sub pushes: {@code {"message":{"data":"BASE64", "messageId":"..."},
 * "subscription":"..."}}. The data is one entry of Cloud Logging.
 *
 * <p>Format: cloud.google.com/pubsub/docs/push
 */
final class PubSubPush implements Envelope {
  private static final JsonMember MESSAGE = JsonMember.named("message");
  private static final JsonMember DATA = JsonMember.named("data");

  @Override
  public boolean isOne(JsonIndex json, int node) {
    return DATA.is(JsonKind.STRING, json, MESSAGE.in(json, node));
  }

  @Override
  public void open(JsonIndex json, int node, EnvelopeContents contents) {
    contents.openBase64(DATA.in(json, MESSAGE.in(json, node)), "message", 1);
  }
}
