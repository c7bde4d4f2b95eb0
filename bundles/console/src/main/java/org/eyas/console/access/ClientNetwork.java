package org.eyas.console.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The addresses that one client can choose among, as one: the 64 bits of IPv6 that a host gets, and all of the loopback. Limits
 * by single addresses would not hold anybody who has those.
 */
public record ClientNetwork(String name, boolean isLoopback) {
  private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]+");

  /** @param address as the web server has it, an IPv6 address perhaps in brackets or with a zone */
  public static ClientNetwork of(String address) {
    String literal = address.replaceAll("^\\[|]$|%.*", "");
    if (!LITERAL.matcher(literal).matches()) {
      return new ClientNetwork(address, false); // no name is looked up
    }
    try {
      return of(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      return new ClientNetwork(address, false);
    }
  }

  private static ClientNetwork of(InetAddress address) throws UnknownHostException {
    if (address.isLoopbackAddress()) {
      return new ClientNetwork("loopback", true);
    }
    if (address instanceof Inet6Address six) {
      byte[] prefix = Arrays.copyOf(Arrays.copyOf(six.getAddress(), 8), 16);
      return new ClientNetwork(InetAddress.getByAddress(prefix).getHostAddress() + "/64", false);
    }
    return new ClientNetwork(address.getHostAddress(), false);
  }
}
