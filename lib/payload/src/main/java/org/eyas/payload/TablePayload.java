package org.eyas.payload;

import org.eyas.api.alert.RenderedAlert;

/** Makes a JSON document by a table of its members, for schemas in which a member without a value is absent. */
final class TablePayload implements AlertPayload {
  private final DocumentLayout table;
  private final String hostname;

  TablePayload(DocumentLayout table, String hostname) {
    this.table = table;
    this.hostname = hostname;
  }

  @Override
  public PayloadMessage of(RenderedAlert alert) {
    JsonObjectBuilder document = new JsonObjectBuilder();
    table.forEach(new TemplateAlertValues(alert, hostname), document::put);
    return new PayloadMessage("application/json", document.toString());
  }
}
