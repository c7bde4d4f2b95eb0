package org.eyas.api.field;

import java.util.EnumSet;
import java.util.Set;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;

/**
 * A field that conditions may test and outputs may print.
 *
 * @param name full name: {@code proc.aname}
 * @param type the type of its value, or of each element
 * @param shape one value or several
 * @param argument what may stand in brackets (or after a dot) behind the name
 * @param format how a number is printed
 * @param flags restrictions
 * @param description a sentence for {@code --list}
 */
public record FieldDefinition(
    String name,
    ValueType type,
    Shape shape,
    Argument argument,
    Format format,
    Set<Flag> flags,
    String description) {

  public FieldDefinition {
    flags = flags.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(flags));
  }

  /** How many values a field has and how a comparison treats them. */
  public enum Shape {
    /** One value. */
    ONE,
    /** A list: {@code in} asks whether all are in the set, {@code intersects} whether one is. */
    LIST,
    /** Several values, such as those of all ancestors: a comparison holds if it does for any of them. */
    ANY,
    /** Two ends of a connection: as ANY, but {@code !=} must hold for both. */
    ENDS
  }

  /** What the brackets may hold. */
  public enum Argument {
    NONE,
    OPTIONAL_INDEX,
    OPTIONAL_KEY,
    OPTIONAL_INDEX_OR_KEY,
    REQUIRED_INDEX,
    REQUIRED_KEY,
    REQUIRED_INDEX_OR_KEY;

    public boolean required() {
      return name().startsWith("REQUIRED");
    }

    public boolean allowed() {
      return this != NONE;
    }

    public boolean index() {
      return name().contains("INDEX");
    }

    public boolean key() {
      return name().contains("KEY");
    }
  }

  /** Restrictions on where a field may stand. */
  public enum Flag {
    /** May be tested, not printed. */
    FILTER_ONLY,
    /** May be printed, not tested. */
    PRINT_ONLY,
    /** Not listed. */
    HIDDEN,
    /** Left from older versions; a use gives a warning. */
    DEPRECATED,
    /** Appended to the output of every rule of its source where {@code append_output: suggested_output} says so. */
    SUGGESTED,
    /** May not stand on the right-hand side of a comparison. */
    NO_RIGHT_HAND_SIDE,
    /** No transformer may be applied. */
    NO_TRANSFORMER
  }

  public boolean is(Flag flag) {
    return flags.contains(flag);
  }
}
