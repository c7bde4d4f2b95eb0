package org.eyas.schema.check;

import java.util.List;
import java.util.Map;

/**
 * A JSON schema: the part of draft 6 that describes configuration and rule files.
 *
 * <p>Keywords that are checked: {@code $ref} to a definition of the same document, {@code type}, {@code enum},
 * {@code properties}, {@code additionalProperties}, {@code required}, {@code minProperties}, {@code items}, {@code minimum},
 * {@code maximum}, {@code anyOf}, {@code oneOf}. {@code title}, {@code description}, {@code default}, {@code format} and
 * {@code definitions} are allowed anywhere. Any other keyword is an error.
 *
 * <p>Documents and values are trees of {@code Map<String, ?>}, {@code List<?>} and scalars. YAML scalars have no type here, so
 * values are checked by their text, as in Falco: {@code "5"} is an integer, {@code "on"} is not a boolean, every scalar is a
 * string, an empty text is null, and an empty list is an empty object too.
 */
public final class JsonSchema {
  /** The status of a valid value. */
  public static final String OK = "ok";

  /** The status of a value that was not checked. */
  public static final String NONE = "none";

  private final SchemaRule root;

  private JsonSchema(SchemaRule root) {
    this.root = root;
  }

  /**
   * Reads a schema document.
   *
   * @throws SchemaException if it is not a schema, or has an unknown keyword
   */
  public static JsonSchema of(Map<String, ?> document) {
    return new JsonSchema(new SchemaReader(document).root());
  }

  /** All faults of a value; empty if it is valid. A fault comes before the faults that it causes in outer values. */
  public List<SchemaFault> check(Object value) {
    SchemaFaults faults = new SchemaFaults();
    root.check(value, "<root>", faults);
    return faults.all();
  }

  /** The status of a value for the log: {@code ok}, or {@code failed for PLACE: TEXT} with the first fault. */
  public String status(Object value) {
    List<SchemaFault> faults = check(value);
    return faults.isEmpty() ? OK : "failed for " + faults.getFirst();
  }
}
