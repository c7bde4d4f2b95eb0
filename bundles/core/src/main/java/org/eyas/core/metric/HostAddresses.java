package org.eyas.core.metric;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The addresses of the host's network interfaces, without loopback addresses. */
final class HostAddresses {
  private HostAddresses() {}

  /**
   * The fields: one for each interface and protocol, with comma-separated addresses; none if the system does not report
   * the addresses.
   */
  static Map<String, Object> fields() {
    Map<String, Object> fields = new TreeMap<>();
    try {
      List<NetworkInterface> interfaces = Collections.list(NetworkInterface.getNetworkInterfaces());
      interfaces.stream().filter(one -> !one.getName().equals("lo")).forEach(one -> add(one, fields));
    } catch (SocketException e) {
      return Map.of();
    }
    return fields;
  }

  private static void add(NetworkInterface one, Map<String, Object> fields) {
    for (InetAddress address : Collections.list(one.getInetAddresses())) {
      String protocol = address instanceof Inet4Address ? "ipv4" : "ipv6";
      String text = address.getHostAddress().replaceFirst("%.*", "");
      fields.merge(
          "falco.host_netinfo.interfaces." + one.getName() + ".protocols." + protocol + ".addresses",
          text,
          (before, next) -> before + "," + next);
    }
  }
}
