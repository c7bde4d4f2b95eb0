package org.eyas.enricher.session;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * Reads SSH_CONNECTION, which sshd puts into the environment of the user's program: address and port of the client, then of the
 * server. It is trusted only for the first program that a trusted sshd starts, because a user can set it in any other.
 */
final class SshEnvironment {
  private static final Text NAME = Text.of("SSH_CONNECTION=");

  private SshEnvironment() {}

  /** @param environment entries NAME=value, each followed by a zero byte */
  static LoginConnection connection(Bytes environment) {
    int at = environment.startsWith(NAME) ? 0 : startOfEntry(environment);
    int end = at < 0 ? -1 : environment.indexOf(0, at);
    return end < 0 ? LoginConnection.UNKNOWN : parse(text(environment, at + NAME.length(), end).split(" "));
  }

  private static int startOfEntry(Bytes environment) {
    int at = environment.indexOf(NAME, 1);
    while (at > 0 && environment.at(at - 1) != 0) {
      at = environment.indexOf(NAME, at + 1);
    }
    return at;
  }

  private static String text(Bytes environment, int from, int end) {
    return new String(environment.toArray(), from, end - from, StandardCharsets.UTF_8);
  }

  private static LoginConnection parse(String[] words) {
    try {
      byte[] address = InetAddress.ofLiteral(words[0].replaceFirst("%.*", "")).getAddress();
      return new LoginConnection(Text.copyOf(address), Integer.parseInt(words[1]), LoginConnection.Source.ENVIRONMENT);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      return LoginConnection.UNKNOWN;
    }
  }
}
