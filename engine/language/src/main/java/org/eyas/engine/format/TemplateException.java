package org.eyas.engine.format;

/** Thrown for an output template that is not valid. */
public final class TemplateException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String wrong;

  /** @param wrong the name that no field has, or empty if the fault is another */
  public TemplateException(String message, String wrong) {
    super(message);
    this.wrong = wrong;
  }

  public String wrong() {
    return wrong;
  }
}
