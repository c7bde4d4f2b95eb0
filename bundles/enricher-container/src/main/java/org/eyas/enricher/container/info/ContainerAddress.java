package org.eyas.enricher.container.info;

import java.net.InetAddress;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/** Reads addresses that runtimes write as texts. */
final class ContainerAddress {
  private ContainerAddress() {}

  /** The 4 or 16 bytes of an address in network byte order; absent if the text is not an address. */
  static Bytes parse(Bytes text) {
    if (!text.isPresent() || text.isEmpty()) {
      return Text.ABSENT;
    }
    try {
      return Text.copyOf(InetAddress.ofLiteral(text.toString()).getAddress());
    } catch (IllegalArgumentException e) {
      return Text.ABSENT;
    }
  }
}
