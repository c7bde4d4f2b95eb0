package org.eyas.rules.sigma.mapping;

import java.util.List;
import java.util.Map;

/**
 * What a field of Sigma is here.
 *
 * @param fields the fields of Eyas, of which one must have the value; none for a {@link Kind#CHOICE}
 * @param network the field of Eyas that is compared with networks; empty if there is none
 * @param when a condition that must hold for an event to have the field; empty if all events of the log source have it
 * @param choices for a {@link Kind#CHOICE}, the conditions of the values, which are in lower case
 */
public record MappedField(Kind kind, List<String> fields, String network, String when, Map<String, String> choices) {
  /** How values are compared. */
  public enum Kind {
    TEXT,
    /** A text of which an event can have several, one of which must have the value. */
    TEXTS,
    /** A path of a directory, which ends with a slash here and without one in Sigma. */
    DIRECTORY,
    /** A command line, which ends with a blank here and without one in Sigma if the program has no arguments. */
    COMMAND,
    NUMBER,
    ADDRESS,
    /** The name of a host, which can only be compared as a whole. */
    HOST,
    /** Each value stands for a condition. */
    CHOICE
  }

  public MappedField {
    fields = List.copyOf(fields);
    choices = Map.copyOf(choices);
  }
}
