package org.eyas.source.k8saudit.envelope;

import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;

/**
 * The body that Amazon Data Firehose sends to an HTTP endpoint: {@code {"requestId":"...", "timestamp":1,
 * "records":[{"data":"BASE64"}]}}. Data from CloudWatch Logs is compressed once more.
 *
 * <p>Format: docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html
 */
final class FirehoseRequest implements Envelope {
  private static final JsonMember ID = JsonMember.named("requestId");
  private static final JsonMember RECORDS = JsonMember.named("records");
  private static final JsonMember DATA = JsonMember.named("data");

  @Override
  public boolean isOne(JsonIndex json, int node) {
    return ID.is(JsonKind.STRING, json, node) && RECORDS.is(JsonKind.ARRAY, json, node);
  }

  @Override
  public void open(JsonIndex json, int node, EnvelopeContents contents) {
    int records = RECORDS.in(json, node);
    int number = 0;
    for (int at = records + 1; at < json.after(records); at = json.after(at)) {
      contents.openBase64(DATA.in(json, at), "record", ++number);
    }
  }
}
