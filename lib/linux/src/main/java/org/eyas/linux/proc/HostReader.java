package org.eyas.linux.proc;

import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.source.HostInfo;
import org.jspecify.annotations.Nullable;

/** Reads the properties of the machine that a source reports: its name, processors and network interfaces. */
final class HostReader {
  private HostReader() {}

  static HostInfo read(ProcFiles files, long bootNanos) {
    return new HostInfo(name(files, System.getenv("FALCO_HOSTNAME")), Runtime.getRuntime().availableProcessors(), bootNanos,
        interfaces());
  }

  /** @param chosen the name that the operator gave to this host in the environment, such as that of its Kubernetes node */
  static String name(ProcFiles files, @Nullable String chosen) {
    return chosen == null || chosen.isEmpty()
        ? new String(files.read("sys/kernel/hostname"), StandardCharsets.UTF_8).strip()
        : chosen;
  }

  private static List<HostInfo.Interface> interfaces() {
    List<HostInfo.Interface> found = new ArrayList<>();
    try {
      NetworkInterface.networkInterfaces()
          .forEach(device -> device.getInterfaceAddresses().forEach(address -> found.add(of(device, address))));
    } catch (SocketException e) {
      return List.of();
    }
    return found;
  }

  private static HostInfo.Interface of(NetworkInterface device, InterfaceAddress address) {
    byte[] bytes = address.getAddress().getAddress();
    byte[] mask = new byte[bytes.length];
    for (int bit = 0; bit < address.getNetworkPrefixLength(); bit++) {
      mask[bit / 8] |= (byte) (0x80 >> bit % 8);
    }
    return new HostInfo.Interface(device.getName(), Text.copyOf(bytes), Text.copyOf(mask));
  }
}
