package org.eyas.engine.rules.condition;

/** Fields that lost their meaning when sources stopped delivering enter events. */
public enum DeprecatedField {
  DIR(
      "evt.dir",
      "due to the drop of enter events, 'evt.dir = <' always evaluates to true, and 'evt.dir = >' always evaluates to"
          + " false. The rule expression can be simplified by removing the condition on 'evt.dir'"),
  LATENCY("evt.latency", DeprecatedField.NO_LATENCY),
  LATENCY_S("evt.latency.s", DeprecatedField.NO_LATENCY),
  LATENCY_NS("evt.latency.ns", DeprecatedField.NO_LATENCY),
  LATENCY_HUMAN("evt.latency.human", DeprecatedField.NO_LATENCY),
  WAIT_LATENCY("evt.wait_latency", DeprecatedField.NO_LATENCY);

  private static final String NO_LATENCY = "field is not available due to the drop of enter events.";

  private final String field;
  private final String reason;

  DeprecatedField(String field, String reason) {
    this.field = field;
    this.reason = reason;
  }

  public String field() {
    return field;
  }

  String reason() {
    return reason;
  }
}
