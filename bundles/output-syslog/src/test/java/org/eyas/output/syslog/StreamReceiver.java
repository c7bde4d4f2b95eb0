package org.eyas.output.syslog;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.eyas.testkit.Receiver;
import org.eyas.testkit.StreamServer;
import org.jspecify.annotations.Nullable;

/** A syslog server over TCP or TLS that reads messages with their length before them. */
final class StreamReceiver {
  private static final String MARK = " - - \uFEFF";

  private StreamReceiver() {}

  static Receiver of(StreamServer.Listening listening, SocketLayer sockets) throws IOException {
    StreamServer server = new StreamServer(listening, StreamReceiver::message);
    StreamTransport transport = new StreamTransport(new SyslogServer("localhost", server.port()), sockets);
    return server.asReceiver(TestChannels.of(Rfc5424Format.of(Facility.USER, "falco", ""), transport), transport::close);
  }

  private static @Nullable String message(InputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    int length = length(first, in);
    byte[] message = in.readNBytes(length);
    if (message.length < length) {
      throw new EOFException("a message ends early");
    }
    String text = new String(message, StandardCharsets.UTF_8);
    return text.substring(text.indexOf(MARK) + MARK.length());
  }

  private static int length(int first, InputStream in) throws IOException {
    int length = 0;
    for (int digit = first; digit != ' '; digit = in.read()) {
      if (digit < '0' || digit > '9') {
        throw new EOFException("not a length: " + digit);
      }
      length = length * 10 + digit - '0';
    }
    return length;
  }
}
