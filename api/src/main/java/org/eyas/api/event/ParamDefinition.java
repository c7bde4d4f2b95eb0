package org.eyas.api.event;

/**
 * One parameter of an event type.
 *
 * @param name the NAME in {@code evt.arg.NAME}
 * @param type how the value is encoded
 * @param format how the value is printed
 * @param values depends on the type: the name of a table of flag names or of the variants of a dynamic type, or the parameter
 *     that holds the directory of a relative path; else empty
 */
public record ParamDefinition(String name, ValueType type, Format format, String values) {
  /** How a value is printed, by the names of the event table. */
  public enum Format {
    NA,
    DEC,
    HEX,
    OCT,
    PADDED_DEC,
    ID
  }
}
