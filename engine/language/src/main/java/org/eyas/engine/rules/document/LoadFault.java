package org.eyas.engine.rules.document;

import org.eyas.api.failure.Reason;

/** The first error of a document. It ends the loading of that document; only the rule loader catches it. */
public final class LoadFault extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final LoadCode code;
  private final transient DocumentPlace context;
  private final String hint;

  public LoadFault(LoadCode code, String message, DocumentPlace context) {
    this(code, message, context, "");
  }

  public LoadFault(LoadCode code, String message, DocumentPlace context, String hint) {
    super(Reason.shortened(message), null, false, false);
    this.code = code;
    this.context = context;
    this.hint = hint;
  }

  /** A fault in the structure of a document. */
  public static LoadFault structure(String message, DocumentPlace context) {
    return new LoadFault(LoadCode.LOAD_ERR_YAML_VALIDATE, message, context);
  }

  /** A fault in the content of an item. */
  public static LoadFault invalid(String message, DocumentPlace context) {
    return new LoadFault(LoadCode.LOAD_ERR_VALIDATE, message, context);
  }

  public static LoadFault invalid(String message, DocumentPlace context, String hint) {
    return new LoadFault(LoadCode.LOAD_ERR_VALIDATE, message, context, hint);
  }

  public String text() {
    return String.valueOf(getMessage());
  }

  LoadCode code() {
    return code;
  }

  public DocumentPlace context() {
    return context;
  }

  public String hint() {
    return hint;
  }
}
