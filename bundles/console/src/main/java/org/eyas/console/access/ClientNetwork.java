package org.eyas.console.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * The addresses that one client can choose among, as one: the 64 bits of IPv6 that a host gets, and all of the loopback. Limits
 * by single addresses would not hold anybody who has those.
 */
public record ClientNetwork(String name, boolean isLoopback) {
  /** @param address as the web server has it, an IPv6 address perhaps in brackets or with a zone */
  public static ClientNetwork of(String address) {
    String literal = address.replaceAll("^\\[|]$|%.*", "");
    try {
      return of(InetAddress.ofLiteral(literal));
    } catch (IllegalArgumentException | UnknownHostException e) {
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
