package org.eyas.engine.rules;

import org.eyas.api.failure.Reason;

/** The first error of a document. It ends the loading of that document; only the rule loader catches it. */
final class LoadFault extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final LoadCode code;
  private final transient Context context;
  private final String hint;

  LoadFault(LoadCode code, String message, Context context) {
    this(code, message, context, "");
  }

  LoadFault(LoadCode code, String message, Context context, String hint) {
    super(Reason.shortened(message), null, false, false);
    this.code = code;
    this.context = context;
    this.hint = hint;
  }

  /** A fault in the structure of a document. */
  static LoadFault structure(String message, Context context) {
    return new LoadFault(LoadCode.LOAD_ERR_YAML_VALIDATE, message, context);
  }

  /** A fault in the content of an item. */
  static LoadFault invalid(String message, Context context) {
    return new LoadFault(LoadCode.LOAD_ERR_VALIDATE, message, context);
  }

  static LoadFault invalid(String message, Context context, String hint) {
    return new LoadFault(LoadCode.LOAD_ERR_VALIDATE, message, context, hint);
  }

  String text() {
    return String.valueOf(getMessage());
  }

  LoadCode code() {
    return code;
  }

  Context context() {
    return context;
  }

  String hint() {
    return hint;
  }
}
