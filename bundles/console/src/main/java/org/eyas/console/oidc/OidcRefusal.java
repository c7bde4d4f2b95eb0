package org.eyas.console.oidc;

/**
 * The rejection of a login by a provider. The message contains details for the administrator, who reads the audit log; the
 * browser gets only the sentence of its kind.
 */
public final class OidcRefusal extends Exception {
  private static final long serialVersionUID = 1;

  /** Groups of reasons, with the sentence that a browser may see. */
  public enum Kind {
    /** The provider does not answer, or not as it should. */
    PROVIDER(502, "The provider cannot be used now. Try again later; existing sessions continue. The audit log has the reason."),
    /** The browser did not begin this login, or too long ago. */
    BROWSER(400, "This login was not begun in this browser, or it was begun too long ago. Begin again."),
    /** The user or the administrator of the provider refused. */
    DENIED(403, "The provider did not log you in."),
    /** The token is wrong. */
    TOKEN(403, "The response of the provider is not valid. The audit log has the reason."),
    /** The user has none of the groups that give a role. */
    ROLE(403, "You have no role in this console. Ask its administrator for one."),
    /** There are too many logins at once. */
    BUSY(503, "Too many users log in at once. Try again in a few seconds.");

    private final int status;
    private final String sentence;

    Kind(int status, String sentence) {
      this.status = status;
      this.sentence = sentence;
    }

    public int status() {
      return status;
    }

    public String sentence() {
      return sentence;
    }

    /** Whether only a user of the provider can cause this; anybody who reaches the console can cause the others. */
    public boolean needsUser() {
      return this == TOKEN || this == ROLE;
    }
  }

  private final Kind kind;
  private final String next;

  OidcRefusal(Kind kind, String message) {
    this(kind, message, "/");
  }

  private OidcRefusal(Kind kind, String message, String next) {
    super(message);
    this.kind = kind;
    this.next = next;
  }

  /** The same refusal for another login. */
  OidcRefusal again() {
    return withNext("/");
  }

  /** This refusal of a login that would have opened a path. */
  OidcRefusal withNext(String path) {
    return new OidcRefusal(kind, String.valueOf(getMessage()), path);
  }

  public Kind kind() {
    return kind;
  }

  /** The path to open after the next attempt; the first page if the login is unknown. */
  public String next() {
    return next;
  }
}
