package org.eyas.engine.check;

import java.util.Arrays;
import org.eyas.api.data.Text;
import org.eyas.api.pushdown.Network;

/** Reads IPv4 and IPv6 addresses and networks as inet_pton(3) does: no host names, no shortened IPv4. */
public final class AddressParser {
  private AddressParser() {}

  /** A text with a dot is an IPv4 address, any other text an IPv6 address. */
  static Text address(String text) throws ValueException {
    boolean four = text.indexOf('.') >= 0;
    byte[] bytes = four ? four(text) : six(text);
    if (bytes.length == 0) {
      throw new ValueException("unrecognized " + (four ? "IPv4" : "IPv6") + " address " + text);
    }
    return Text.copyOf(bytes);
  }

  /** Reads {@code address/prefix}. */
  static Network network(String text) throws ValueException {
    boolean four = text.indexOf('.') >= 0;
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new ValueException((four ? "unrecognized IP network " : "invalid v6 netmask: ") + text);
    }
    byte[] bytes = four ? four(text.substring(0, slash)) : six(text.substring(0, slash));
    if (bytes.length == 0) {
      throw new ValueException("unrecognized " + (four ? "IP" : "IPv6") + " address " + text);
    }
    String mask = text.substring(slash + 1);
    int prefix = (int) NumberParser.unsigned(mask, 1);
    if (four ? prefix > 32 : prefix == 0 || prefix > 128) {
      throw new ValueException("invalid " + (four ? "" : "v6 ") + "netmask " + mask);
    }
    return new Network(Text.copyOf(bytes), prefix);
  }

  /** Prints a network as a rule has it; without the prefix if all bits are compared. */
  public static String text(Network network) {
    Text address = network.address();
    return text(address) + (network.prefix() == address.length() * 8 ? "" : "/" + network.prefix());
  }

  /** Prints an address: dotted, or all eight groups. */
  static String text(Text address) {
    boolean four = address.length() == 4;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < address.length(); i += four ? 1 : 2) {
      text.append(i == 0 ? "" : four ? "." : ":");
      text.append(four ? "" + address.at(i) : Integer.toHexString(address.at(i) << 8 | address.at(i + 1)));
    }
    return text.toString();
  }

  /** Four bytes; empty if the text is not an address. */
  private static byte[] four(String text) {
    String[] parts = text.split("\\.", -1);
    byte[] bytes = new byte[4];
    if (parts.length != 4) {
      return new byte[0];
    }
    for (int i = 0; i < 4; i++) {
      if (!parts[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(parts[i]) > 255) {
        return new byte[0];
      }
      bytes[i] = (byte) Integer.parseInt(parts[i]);
    }
    return bytes;
  }

  /** Sixteen bytes; empty if the text is not an address. */
  private static byte[] six(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      byte[] whole = groups(text);
      return whole.length == 16 ? whole : new byte[0];
    }
    byte[] head = groups(text.substring(0, gap));
    byte[] tail = groups(text.substring(gap + 2));
    boolean headBad = head.length == 0 && gap > 0;
    boolean tailBad = tail.length == 0 && gap + 2 < text.length();
    if (headBad || tailBad || head.length + tail.length > 14) {
      return new byte[0];
    }
    byte[] bytes = Arrays.copyOf(head, 16);
    System.arraycopy(tail, 0, bytes, 16 - tail.length, tail.length);
    return bytes;
  }

  private static byte[] groups(String text) {
    if (text.isEmpty()) {
      return new byte[0];
    }
    String[] parts = text.split(":", -1);
    byte[] bytes = new byte[parts.length * 2];
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].matches("[0-9a-fA-F]{1,4}")) {
        return new byte[0];
      }
      int group = Integer.parseInt(parts[i], 16);
      bytes[2 * i] = (byte) (group >> 8);
      bytes[2 * i + 1] = (byte) group;
    }
    return bytes;
  }
}
