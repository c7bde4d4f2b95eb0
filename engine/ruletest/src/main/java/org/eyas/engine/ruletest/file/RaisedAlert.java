package org.eyas.engine.ruletest.file;

import org.eyas.api.alert.Alert;

/**
 * An alert that rules raised in a test.
 *
 * @param event the number of the event
 */
public record RaisedAlert(long event, Alert alert) {
  /** The field with the number of the event; added to every alert of a capture. */
  public static final String NUMBER = "evt.num";

  public static RaisedAlert of(Alert alert) {
    return new RaisedAlert(alert.fields().get(NUMBER) instanceof Number number ? number.longValue() : 0, alert);
  }
}
