package org.eyas.api.pushdown;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * An IPv4 or IPv6 network. Immutable.
 *
 * @param address 4 or 16 bytes
 * @param prefix the number of leading bits that are compared
 */
public record Network(Text address, int prefix) {
  /** Whether an address of 4 or 16 bytes is in it; false for an address of the other length. Does not allocate. */
  public boolean contains(Bytes other) {
    if (other.length() != address.length()) {
      return false;
    }
    int whole = prefix / 8;
    for (int i = 0; i < whole; i++) {
      if (other.at(i) != address.at(i)) {
        return false;
      }
    }
    int rest = prefix % 8;
    return rest == 0 || (other.at(whole) ^ address.at(whole)) >> 8 - rest == 0;
  }
}
