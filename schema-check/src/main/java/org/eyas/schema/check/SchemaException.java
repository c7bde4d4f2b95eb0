package org.eyas.schema.check;

/** A document is no schema, or asks for what {@link JsonSchema} cannot check. */
public final class SchemaException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  SchemaException(String message) {
    super(message);
  }
}
