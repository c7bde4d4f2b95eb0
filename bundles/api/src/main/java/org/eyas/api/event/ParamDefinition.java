package org.eyas.api.event;

/**
 * One parameter of an event.
 *
 * @param name the name that {@code evt.arg.NAME} uses
 * @param type its encoding
 * @param format how it is printed
 * @param values the table of flag names, of dynamic variants, or of the parameter that holds the directory of a relative
 *     path; empty where there is none
 */
public record ParamDefinition(String name, ValueType type, Format format, String values) {
  /** The print format of the event table. */
  public enum Format {
    NA,
    DEC,
    HEX,
    OCT,
    PADDED_DEC,
    ID
  }
}
