package org.eyas.config.key;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Distinguishes literal addresses of IPv4 and IPv6 from all other texts, without a name server. */
final class IpLiteral {
  private IpLiteral() {}

  static boolean isValid(String text) {
    String address = text.strip();
    int zone = address.indexOf('%');
    return isVersion4(address) || isVersion6(zone < 0 ? address : address.substring(0, zone));
  }

  private static boolean isVersion4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      boolean digits = !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
      if (!digits || part.length() > 1 && part.startsWith("0") || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }

  // A text of digits, colons and points with at least one colon is parsed as a literal by the JDK, which never resolves it
  // as a name.
  private static boolean isVersion6(String text) {
    boolean plain = text.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == ':' || c == '.');
    if (!plain || text.indexOf(':') < 0) {
      return false;
    }
    try {
      return InetAddress.getByName("[" + text + "]") != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
