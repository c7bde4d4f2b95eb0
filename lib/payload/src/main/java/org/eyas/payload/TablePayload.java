package org.eyas.payload;

import org.eyas.api.alert.RenderedAlert;

/** Makes a JSON document by a table of its members, for schemas in which a member without a value is absent. */
final class TablePayload implements Payload {
  private final FieldTable table;
  private final String hostname;

  TablePayload(FieldTable table, String hostname) {
    this.table = table;
    this.hostname = hostname;
  }

  @Override
  public Message of(RenderedAlert alert) {
    JsonTree document = new JsonTree();
    table.forEach(new AlertValues(alert, hostname), document::put);
    return new Message("application/json", document.toString());
  }
}
