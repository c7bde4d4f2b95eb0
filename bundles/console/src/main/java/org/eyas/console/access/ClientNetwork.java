package org.eyas.console.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * The network of all addresses that one client can choose from: a host's IPv6 network of 64 bits, or all loopback addresses.
 * Limits for single addresses would not stop a client that has many.
 */
public record ClientNetwork(String name, boolean isLoopback) {
  /** @param address as the web server reports it; an IPv6 address may have brackets or a zone */
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
