package org.eyas.api.rule;

/** Thrown by a {@link RuleProvider} if a rule document cannot be read. The message is shown to the user. */
public final class RuleReadException extends Exception {
  private static final long serialVersionUID = 1;
  private final String document;

  public RuleReadException(String document, String message) {
    super(message);
    this.document = document;
  }

  /** The document's name. */
  public String document() {
    return document;
  }
}
