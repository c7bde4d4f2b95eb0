package org.eyas.api.source;

import java.util.List;
import org.eyas.api.data.Text;

/**
 * The machine that the events come from.
 *
 * @param hostname the name of the machine; empty if unknown
 * @param cpus the number of processors; 0 if unknown
 * @param bootNanos the boot time in nanoseconds since the epoch; 0 if unknown
 * @param addresses the network addresses of the machine, to distinguish local ends of connections from remote ones
 */
public record HostInfo(String hostname, int cpus, long bootNanos, List<Interface> addresses) {
  public HostInfo {
    addresses = List.copyOf(addresses);
  }

  /**
   * One address of a network interface.
   *
   * @param name the name of the interface
   * @param address 4 or 16 bytes in network byte order
   * @param netmask the same length as the address; empty if unknown
   */
  public record Interface(String name, Text address, Text netmask) {}
}
