package org.eyas.scap;

import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.api.source.FdSnapshot.Socket;

/** The addresses, ports and protocol of a socket in an entry of {@link FdList}. */
final class SocketEntryCodec {
  private static final List<L4Protocol> PROTOCOLS = List.of(
      L4Protocol.UNKNOWN, L4Protocol.NONE, L4Protocol.TCP, L4Protocol.UDP, L4Protocol.ICMP, L4Protocol.RAW);

  private SocketEntryCodec() {}

  static void writeConnection(Socket ends, int size, BlockBuilder out) {
    out.fixed(ends.source(), size).fixed(ends.destination(), size);
    out.u16(ends.sourcePort()).u16(ends.destinationPort()).u8(code(ends.protocol()));
  }

  static void writeServer(Socket ends, int size, BlockBuilder out) {
    out.fixed(ends.destination(), size).u16(ends.destinationPort()).u8(code(ends.protocol()));
  }

  private static int code(L4Protocol protocol) {
    return PROTOCOLS.indexOf(protocol);
  }

  static Socket connection(BlockBodyReader body, int size) throws DamagedCaptureException {
    Text source = body.bytes(size);
    Text destination = body.bytes(size);
    int sourcePort = body.u16();
    int destinationPort = body.u16();
    return new Socket(source, sourcePort, destination, destinationPort, protocol(body), 0, 0);
  }

  static Socket server(BlockBodyReader body, int size) throws DamagedCaptureException {
    Text address = body.bytes(size);
    int port = body.u16();
    return new Socket(Text.EMPTY, 0, address, port, protocol(body), 0, 0);
  }

  private static L4Protocol protocol(BlockBodyReader body) throws DamagedCaptureException {
    int code = body.u8();
    return code < PROTOCOLS.size() ? PROTOCOLS.get(code) : L4Protocol.UNKNOWN;
  }
}
