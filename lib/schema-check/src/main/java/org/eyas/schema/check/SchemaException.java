package org.eyas.schema.check;

/** Thrown if a document is not a schema, or has a keyword that {@link JsonSchema} cannot check. */
public final class SchemaException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  SchemaException(String message) {
    super(message);
  }
}
