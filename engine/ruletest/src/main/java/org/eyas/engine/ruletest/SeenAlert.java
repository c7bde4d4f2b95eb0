package org.eyas.engine.ruletest;

import org.eyas.api.alert.Alert;

/**
 * An alert that rules raised in a test.
 *
 * @param event the number of the event
 */
record SeenAlert(long event, Alert alert) {
  /** The field with the number of the event; added to every alert of a capture. */
  static final String NUMBER = "evt.num";

  static SeenAlert of(Alert alert) {
    return new SeenAlert(alert.fields().get(NUMBER) instanceof Number number ? number.longValue() : 0, alert);
  }
}
