package org.eyas.engine.field;

/** A text cannot be used as a field. The messages are those of Falco. */
public final class FieldException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** The reason. */
  public enum Kind {
    /** There is no such field, or it accepts no argument: Falco does not distinguish the two. */
    NONEXISTENT("filter_check called with nonexistent field "),
    /** The field needs an argument. */
    WITHOUT_ARGUMENT("filter syntax error: ");

    private final String message;

    Kind(String message) {
      this.message = message;
    }
  }

  private final Kind kind;
  private final String field;

  /** @param field as it was written, with its argument */
  public FieldException(Kind kind, String field) {
    super(kind.message + field);
    this.kind = kind;
    this.field = field;
  }

  public Kind kind() {
    return kind;
  }

  /** The field as it was written, with its argument. */
  public String field() {
    return field;
  }
}
