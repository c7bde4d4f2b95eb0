package org.eyas.respond.wire;

/** The reason for which a process is never acted on. The order is part of the protocol. */
public enum ProtectedKind {
  NONE(""),
  INIT("process 1"),
  KERNEL_THREAD("a thread of the kernel"),
  EYAS("Eyas itself"),
  SYSTEM_SERVICE("a service that the machine needs"),
  CONTAINER_RUNTIME("a container runtime"),
  PACKAGE_MANAGER("a package manager at work"),
  LOGIN_SESSION("the shell of a login"),
  UNIT_MAIN("the main process of a unit; 'main: allow' permits it"),
  CONTAINER_INIT("the first process of a container; 'main: allow' permits it"),
  ANCESTOR("an ancestor of a protected process"),
  /** Something about it could not be read, so nothing is known that permits the action. */
  UNREADABLE("it cannot be read whether it is protected");

  private final String text;

  ProtectedKind(String text) {
    this.text = text;
  }

  /** For people. */
  public String text() {
    return text;
  }
}
