package org.eyas.engine.compile.literal;

import org.eyas.api.data.Text;
import org.eyas.engine.check.TypedValue;

/** One constant that a text of the event may contain at a certain place. */
public record SearchLiteral(TypedValue value, Place place, Text text) {
  /** The place of the constant in the value. */
  public enum Place {
    WHOLE,
    START,
    END,
    INSIDE,
    INSIDE_ANY_CASE
  }

  /** The approximate probability to find the constant at its place: short texts occur in most values. */
  public double odds() {
    return switch (place) {
      case WHOLE -> 0.02;
      case START -> byLength(0.3, 0.1, 0.04);
      case END -> byLength(0.2, 0.05, 0.02);
      case INSIDE, INSIDE_ANY_CASE -> byLength(0.15, 0.05, 0.02);
    };
  }

  private double byLength(double few, double some, double many) {
    return text.length() < 4 ? few : text.length() < 8 ? some : many;
  }

  /** Whether an index can find the constant: an empty text occurs in all values, and a scan needs three bytes. */
  boolean isIndexable() {
    boolean scanned = place == Place.INSIDE || place == Place.INSIDE_ANY_CASE;
    return place == Place.WHOLE || text.length() >= (scanned ? SubstringScan.GRAM : 1);
  }
}
