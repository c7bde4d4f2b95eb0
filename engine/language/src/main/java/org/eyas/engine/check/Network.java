package org.eyas.engine.check;

import org.eyas.api.data.Text;

/**
 * An IPv4 or IPv6 network.
 *
 * @param address 4 or 16 bytes
 * @param prefix the number of leading bits that are compared
 */
public record Network(Text address, int prefix) {
  /** As a rule has it; without the prefix if all bits are compared. */
  public String text() {
    return Addresses.text(address) + (prefix == address.length() * 8 ? "" : "/" + prefix);
  }
}
