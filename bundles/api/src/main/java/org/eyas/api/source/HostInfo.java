package org.eyas.api.source;

import java.util.List;
import org.eyas.api.data.Text;

/**
 * The machine the events come from.
 *
 * @param hostname its name, empty where unknown
 * @param cpus number of processors, 0 where unknown
 * @param bootNanos boot time in nanoseconds since the epoch, 0 where unknown
 * @param addresses its network addresses, 4 or 16 bytes each, to tell local ends of connections from remote ones
 */
public record HostInfo(String hostname, int cpus, long bootNanos, List<Interface> addresses) {
  public HostInfo {
    addresses = List.copyOf(addresses);
  }

  /** A network interface's address; {@code netmask} is empty where unknown. */
  public record Interface(String name, Text address, Text netmask) {}
}
