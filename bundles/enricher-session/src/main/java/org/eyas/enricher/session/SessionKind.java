package org.eyas.enricher.session;

import org.eyas.api.data.Text;

/** The way in which a session began, or the program that changed the account in a session. */
enum SessionKind {
  SSH("ssh"),
  CONSOLE("console"),
  SUDO("sudo"),
  SU("su"),
  DOAS("doas"),
  RUNUSER("runuser"),
  /** A program in a container, by Kubernetes' API server. */
  EXEC("exec"),
  /** A container that was added to a pod, by Kubernetes' API server. */
  DEBUG("debug");

  private final Text label;

  SessionKind(String label) {
    this.label = Text.of(label);
  }

  /** Whether this kind always begins a session. The other kinds may also be only a change of the account. */
  boolean isLogin() {
    return this == SSH || this == CONSOLE || this == EXEC || this == DEBUG;
  }

  /** The value of {@code session.kind}. */
  Text label() {
    return label;
  }
}
