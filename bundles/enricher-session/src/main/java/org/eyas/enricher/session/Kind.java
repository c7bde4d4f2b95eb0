package org.eyas.enricher.session;

import org.eyas.api.data.Text;

/** How a session began, or by which program the account changed in it. */
enum Kind {
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

  Kind(String label) {
    this.label = Text.of(label);
  }

  /** Whether a session always begins with it; the others may also be only a change of the account. */
  boolean isLogin() {
    return this == SSH || this == CONSOLE || this == EXEC || this == DEBUG;
  }

  /** The value of {@code session.kind}. */
  Text label() {
    return label;
  }
}
