package org.eyas.api.field;

import java.util.EnumSet;
import java.util.Set;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;

/**
 * A field that conditions may test and outputs may print.
 *
 * @param name the full name: {@code proc.aname}
 * @param type the type of the value, or of each of several values
 * @param shape whether there is one value or several
 * @param argument what may follow the name, in brackets or after a dot
 * @param format how numbers are printed
 * @param flags restrictions on the use of the field
 * @param description one sentence for {@code --list}
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

  /** How many values a field has, and how comparisons treat them. */
  public enum Shape {
    /** One value. */
    ONE,
    /** A list: {@code in} holds if all values are in the set, {@code intersects} if at least one is. */
    LIST,
    /** Several values, such as those of all ancestors: a comparison holds if it holds for at least one of them. */
    ANY,
    /** The two ends of a connection: like {@link #ANY}, but {@code !=} must hold for both ends. */
    ENDS
  }

  /** The argument that may or must follow a field's name. */
  public enum Argument {
    NONE,
    OPTIONAL_INDEX,
    OPTIONAL_KEY,
    OPTIONAL_INDEX_OR_KEY,
    REQUIRED_INDEX,
    REQUIRED_KEY,
    REQUIRED_INDEX_OR_KEY;

    /** Whether the field cannot be used without an argument. */
    public boolean required() {
      return name().startsWith("REQUIRED");
    }

    public boolean allowed() {
      return this != NONE;
    }

    /** Whether a number is accepted: {@code proc.aname[2]}. */
    public boolean index() {
      return name().contains("INDEX");
    }

    /** Whether a name is accepted: {@code proc.env[HOME]}. */
    public boolean key() {
      return name().contains("KEY");
    }
  }

  /** Restrictions on the use of a field. */
  public enum Flag {
    /** Allowed in conditions, not in outputs. */
    FILTER_ONLY,
    /** Allowed in outputs, not in conditions. */
    PRINT_ONLY,
    /** Not shown in listings. */
    HIDDEN,
    /** Kept for older rules; using it gives a warning. */
    DEPRECATED,
    /** Appended to the output of every rule of its source if {@code append_output} has {@code suggested_output: true}. */
    SUGGESTED,
    /** Appended in the same way, but only in alerts in which the field has a value other than zero. */
    SUGGESTED_UNLESS_ZERO,
    /** Not allowed on the right-hand side of a comparison. */
    NO_RIGHT_HAND_SIDE,
    /** Transformers such as {@code tolower()} cannot be applied. */
    NO_TRANSFORMER,
    /**
     * The value depends on the thread alone: on its entry in the process table, on the accounts of the machine and on attached values.
     * It is the same for every event of the thread until one of them changes; times, resources in use and descriptors are excluded. So
     * a source may decide by it which events it leaves out.
     */
    OF_PROCESS,
    /**
     * The value depends on the thread in the same way, and also on the main thread of the process, its parent or other
     * ancestors.
     */
    OF_ANCESTORS,
    /**
     * The value is read from a message of the domain name system in the data of the event. So a live source copies such messages whole
     * while a rule uses the field.
     */
    OF_MESSAGE,
    /**
     * The value depends on earlier events, which the provider must see: while a rule uses the field, the engine evaluates {@link
     * FieldProvider#followed} on the events of the source.
     */
    OF_EARLIER_EVENTS
  }

  public boolean is(Flag flag) {
    return flags.contains(flag);
  }
}
