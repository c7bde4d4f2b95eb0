package org.eyas.engine.state.descriptor;

import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.source.HostInfo.Interface;

/**
 * The network addresses of the machine. They complete an end of a datagram socket that the kernel reports as all zero.
 */
public final class LocalAddresses {
  private static final int IPV6_NETWORK_BYTES = 8;
  private static final Text LOOPBACK4 = Text.copyOf(new byte[] {127, 0, 0, 1});
  private static final Text LOOPBACK6 = Text.copyOf(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});

  private List<Interface> known = List.of();

  public void setAddresses(List<Interface> addresses) {
    known = List.copyOf(addresses);
  }

  /** Whether an address is local: an address of the machine or, for IPv6, an address in one of its networks. */
  public boolean isLocal(Bytes address) {
    for (int i = 0; i < known.size(); i++) {
      Interface own = known.get(i);
      boolean inet6 = address.length() == 16;
      if (inet6 ? isOfOneNetwork(own, address) : own.address().contentEquals(address)) {
        return true;
      }
    }
    return false;
  }

  /** Sets an end that is all zero to the likely local address. Does nothing if both ends are set. */
  public void completeEnds(FdState fd) {
    if (!fd.isInetPair()) {
      return;
    }
    SocketEndpoints ends = fd.ends();
    int length = fd.type.isIpv4() ? 4 : 16;
    boolean noSource = ends.sourceIsZero(length);
    if (!noSource && !ends.destinationIsZero(length)) {
      return;
    }
    Bytes other = noSource ? ends.destination(length) : ends.source(length);
    Bytes own = ownAddress(other);
    boolean wouldConnectToItself = own.contentEquals(other) && ends.sourcePort == ends.destinationPort;
    if (own.isEmpty() || wouldConnectToItself) {
      return;
    }
    if (noSource) {
      ends.source(own, ends.sourcePort);
    } else {
      ends.destination(own, ends.destinationPort);
    }
  }

  /**
   * The local address for a peer: the address of the peer itself, if it is local; otherwise an address in the network
   * of the peer; otherwise the first address that is not loopback. Empty if there is none.
   */
  private Bytes ownAddress(Bytes peer) {
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i).address().contentEquals(peer)) {
        return known.get(i).address();
      }
    }
    for (int i = 0; i < known.size(); i++) {
      if (isOfOneNetwork(known.get(i), peer)) {
        return known.get(i).address();
      }
    }
    Text loopback = peer.length() == 4 ? LOOPBACK4 : LOOPBACK6;
    for (int i = 0; i < known.size(); i++) {
      Text address = known.get(i).address();
      if (address.length() == peer.length() && !address.contentEquals(loopback)) {
        return address;
      }
    }
    return Text.EMPTY;
  }

  private static boolean isOfOneNetwork(Interface own, Bytes peer) {
    Text address = own.address();
    if (address.length() != peer.length()) {
      return false;
    }
    boolean inet4 = address.length() == 4;
    if (inet4 && own.netmask().length() != 4) {
      return false;
    }
    for (int i = 0; i < (inet4 ? 4 : IPV6_NETWORK_BYTES); i++) {
      int mask = inet4 ? own.netmask().at(i) : 0xff;
      if (((address.at(i) ^ peer.at(i)) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
