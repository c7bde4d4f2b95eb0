package org.eyas.output.grpc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The address on which the server listens. */
sealed interface BindAddress {
  String KEY = "grpc.bind_address";

  /** The path of a unix socket. */
  record Unix(Path file) implements BindAddress {}

  /** An address of this machine. */
  record Tcp(InetSocketAddress address) implements BindAddress {}

  /**
   * Reads grpc.bind_address: {@code unix:///PATH}, {@code unix:PATH} or {@code ADDRESS:PORT}.
   *
   * @throws IOException if the text has none of these forms
   */
  static BindAddress of(String text) throws IOException {
    if (text.startsWith("unix:")) {
      return unix(text);
    }
    int colon = text.lastIndexOf(':');
    String host = text.substring(0, Math.max(colon, 0)).replaceAll("[\\[\\]]", "");
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      return new Tcp(new InetSocketAddress(host.isEmpty() ? wildcard() : InetAddress.getByName(host), port));
    } catch (IllegalArgumentException e) {
      throw new IOException(KEY + ": '" + text + "' is neither unix:///PATH nor ADDRESS:PORT", e);
    } catch (UnknownHostException e) {
      throw new IOException(KEY + ": '" + host + "' is not an address of this machine", e);
    }
  }

  private static Unix unix(String text) throws IOException {
    String path = text.substring(text.startsWith("unix://") ? "unix://".length() : "unix:".length());
    try {
      Path file = Path.of(path);
      if (file.getFileName() == null) {
        throw new IOException(KEY + ": '" + text + "' does not name a file");
      }
      return new Unix(file.toAbsolutePath());
    } catch (InvalidPathException e) {
      throw new IOException(KEY + ": '" + text + "' does not name a file: " + e.getReason(), e);
    }
  }

  private static InetAddress wildcard() throws UnknownHostException {
    return InetAddress.getByName("0.0.0.0");
  }
}
