package org.eyas.source.k8saudit.envelope;

import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;

/** The envelope of Azure Monitor in a message of Event Hubs: {@code {"records":[RECORD, RECORD]}}. */
final class DiagnosticRecords implements Envelope {
  private static final JsonMember RECORDS = JsonMember.named("records");

  @Override
  public boolean isOne(JsonIndex json, int node) {
    return RECORDS.is(JsonKind.ARRAY, json, node);
  }

  @Override
  public void open(JsonIndex json, int node, EnvelopeContents contents) {
    int records = RECORDS.in(json, node);
    int number = 0;
    for (int at = records + 1; at < json.after(records); at = json.after(at)) {
      contents.openValue(at, "record", ++number);
    }
  }
}
