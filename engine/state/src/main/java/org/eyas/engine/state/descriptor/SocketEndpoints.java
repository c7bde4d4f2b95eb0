package org.eyas.engine.state.descriptor;

import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.engine.state.encoding.SockTuple;

/** The source, destination and protocol of a socket: the part of a descriptor that only sockets have. */
public final class SocketEndpoints {
  private static final int ADDRESS = 16;

  private final byte[] source = new byte[ADDRESS];
  private final byte[] destination = new byte[ADDRESS];
  private final ByteView sourceView = new ByteView();
  private final ByteView destinationView = new ByteView();
  int sourcePort;
  int destinationPort;
  L4Protocol protocol = L4Protocol.UNKNOWN;
  long sourcePointer;
  long destinationPointer;

  void clear() {
    java.util.Arrays.fill(source, (byte) 0);
    java.util.Arrays.fill(destination, (byte) 0);
    sourcePort = 0;
    destinationPort = 0;
    protocol = L4Protocol.UNKNOWN;
    sourcePointer = 0;
    destinationPointer = 0;
  }

  void copy(SocketEndpoints from) {
    System.arraycopy(from.source, 0, source, 0, ADDRESS);
    System.arraycopy(from.destination, 0, destination, 0, ADDRESS);
    sourcePort = from.sourcePort;
    destinationPort = from.destinationPort;
    protocol = from.protocol;
    sourcePointer = from.sourcePointer;
    destinationPointer = from.destinationPointer;
  }

  public Bytes source(int length) {
    return sourceView.wrap(source, 0, length);
  }

  public Bytes destination(int length) {
    return destinationView.wrap(destination, 0, length);
  }

  public void source(Bytes address, int port) {
    address.copyTo(source, 0);
    sourcePort = port;
  }

  public void destination(Bytes address, int port) {
    address.copyTo(destination, 0);
    destinationPort = port;
  }

  public int sourcePort() {
    return sourcePort;
  }

  public int destinationPort() {
    return destinationPort;
  }

  public L4Protocol protocol() {
    return protocol;
  }

  public void protocol(L4Protocol changed) {
    protocol = changed;
  }

  public long sourcePointer() {
    return sourcePointer;
  }

  public long destinationPointer() {
    return destinationPointer;
  }

  /** Sets the kernel's addresses of the two ends of a unix socket. */
  public void pointers(long source, long destination) {
    sourcePointer = source;
    destinationPointer = destination;
  }

  public void swap() {
    for (int i = 0; i < ADDRESS; i++) {
      byte b = source[i];
      source[i] = destination[i];
      destination[i] = b;
    }
    int port = sourcePort;
    sourcePort = destinationPort;
    destinationPort = port;
  }

  /** Whether the ends are equal to those of a tuple, in either order. */
  public boolean areThoseOf(SockTuple tuple, Bytes tupleDestination, int tupleDestinationPort) {
    Bytes tupleSource = tuple.source();
    int length = tupleSource.length();
    boolean same = sourcePort == tuple.sourcePort() && destinationPort == tupleDestinationPort;
    boolean turned = sourcePort == tupleDestinationPort && destinationPort == tuple.sourcePort();
    return same && source(length).contentEquals(tupleSource) && destination(length).contentEquals(tupleDestination)
        || turned && source(length).contentEquals(tupleDestination) && destination(length).contentEquals(tupleSource);
  }

  boolean sourceIsZero(int length) {
    return isZero(source, length);
  }

  boolean destinationIsZero(int length) {
    return isZero(destination, length);
  }

  private static boolean isZero(byte[] address, int length) {
    for (int i = 0; i < length; i++) {
      if (address[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
