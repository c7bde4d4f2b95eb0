package org.eyas.output.syslog;

import java.io.IOException;
import org.eyas.api.failure.Reason;
import org.eyas.linux.libc.UnixDatagramSocket;
import org.jspecify.annotations.Nullable;

/** Sends datagrams to the socket of this machine's syslog daemon, as syslog(3) does, but reports failures. */
final class LocalSyslogTransport implements SyslogTransport {
  private final String path;
  private volatile boolean closed;
  private volatile boolean sending;
  private volatile @Nullable UnixDatagramSocket socket;

  LocalSyslogTransport(String path) {
    this.path = path;
  }

  @Override
  public void check() throws IOException {
    try {
      connected();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Sends a message. If the daemon was restarted, it has a new socket, and the message is sent to that. */
  @Override
  public void send(byte[] message) throws IOException {
    sending = true;
    try {
      for (boolean fresh = socket == null; !trySend(message, fresh); fresh = true) {
        disconnect();
      }
    } finally {
      sending = false;
    }
  }

  private boolean trySend(byte[] message, boolean fresh) throws IOException {
    try {
      while (!connected().send(message)) {
        if (closed) {
          throw new IOException("the output was switched off");
        }
      }
      return true;
    } catch (IOException e) {
      if (fresh || closed) {
        disconnect();
        throw failure(e);
      }
      return false;
    }
  }

  private IOException failure(IOException cause) {
    return new IOException(
        "failed to send to " + path + " (syslog_output): " + Reason.of(cause) + "; is a syslog daemon running?", cause);
  }

  private UnixDatagramSocket connected() throws IOException {
    UnixDatagramSocket open = socket;
    if (open != null) {
      return open;
    }
    if (closed) {
      throw new IOException("the output was switched off");
    }
    UnixDatagramSocket fresh = fresh();
    socket = fresh;
    return fresh;
  }

  private UnixDatagramSocket fresh() throws IOException {
    try {
      return UnixDatagramSocket.connect(path);
    } catch (LinkageError e) {
      throw new IOException(
          "native code cannot be called: " + Reason.of(e.getCause() == null ? e : e.getCause())
              + "; name a folder that can be written and is not mounted noexec, EYAS_JAVA_OPTS=-Djna.tmpdir=DIR",
          e);
    }
  }

  @Override
  public void disconnect() {
    UnixDatagramSocket open = socket;
    socket = null;
    if (open != null) {
      open.close();
    }
  }

  // The number of a closed descriptor can be assigned to another file at once, so the sending thread closes it itself.
  @Override
  public void close() {
    closed = true;
    if (!sending) {
      disconnect();
    }
  }
}
