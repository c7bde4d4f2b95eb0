package org.eyas.source.k8saudit.envelope;

import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;

/** The envelope with which CloudWatch Logs calls a Lambda function, which passes it on: {@code {"awslogs":{"data":"BASE64"}}}. */
final class LambdaLogsEvent implements Envelope {
  private static final JsonMember LOGS = JsonMember.named("awslogs");
  private static final JsonMember DATA = JsonMember.named("data");

  @Override
  public boolean isOne(JsonIndex json, int node) {
    return DATA.is(JsonKind.STRING, json, LOGS.in(json, node));
  }

  @Override
  public void open(JsonIndex json, int node, EnvelopeContents contents) {
    contents.openBase64(DATA.in(json, LOGS.in(json, node)), "awslogs.data", 1);
  }
}
