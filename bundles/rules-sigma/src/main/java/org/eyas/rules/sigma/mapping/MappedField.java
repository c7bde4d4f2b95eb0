package org.eyas.rules.sigma.mapping;

import java.util.List;
import java.util.Map;

/**
 * The counterpart of a Sigma field in Eyas.
 *
 * @param fields the fields of Eyas, one of which must have the value; none for a {@link Kind#CHOICE}
 * @param network the field of Eyas that is compared with networks; empty if there is none
 * @param when a condition that must hold for an event to have the field; empty if all events of the log source have it
 * @param choices for a {@link Kind#CHOICE}, the conditions of the values, which are in lower case
 */
public record MappedField(Kind kind, List<String> fields, String network, String when, Map<String, String> choices) {
  /** How values are compared. */
  public enum Kind {
    TEXT,
    /** A text field with several texts for an event; one of them must have the value. */
    TEXTS,
    /** The path of a directory. The path ends with a slash in Eyas and without a slash in Sigma. */
    DIRECTORY,
    /** A command line. If the program has no arguments, it ends with a blank in Eyas and without a blank in Sigma. */
    COMMAND,
    NUMBER,
    ADDRESS,
    /** A host name. It can only be compared as a whole. */
    HOST,
    /** Each value stands for a condition. */
    CHOICE
  }

  public MappedField {
    fields = List.copyOf(fields);
    choices = Map.copyOf(choices);
  }
}
