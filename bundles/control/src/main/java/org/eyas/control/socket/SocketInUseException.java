package org.eyas.control.socket;

/** Another engine serves this socket. */
public final class SocketInUseException extends Exception {
  private static final long serialVersionUID = 1;

  SocketInUseException(String message) {
    super(message);
  }
}
