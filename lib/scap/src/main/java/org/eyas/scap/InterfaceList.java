package org.eyas.scap;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.source.HostInfo.Interface;

/**
 * The block with the network addresses of the machine.
 *
 * <pre>
 *  2: length u32 of what follows
 *  type u16   length of the name u16
 *  address, netmask, broadcast: 4 bytes each (types 1, 3) or 16 (types 2, 4)
 *  types 1, 2: link speed u64
 *  name
 * </pre>
 */
final class InterfaceList {
  private static final Text ALL_ONES =
      Text.copyOf(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1});

  private InterfaceList() {}

  static List<Interface> read(BlockBodyReader body, int version) throws DamagedCaptureException {
    List<Interface> entries = new ArrayList<>();
    while (body.has(4)) {
      // Unlike in the other lists, this length does not include itself.
      entries.add(entry(version >= 2 ? body.part(body.i32()) : body));
    }
    return entries;
  }

  static void write(Interface from, BlockBuilder out) {
    int size = from.address().length() == 4 ? 4 : 16;
    Text name = Text.of(from.name());
    int entry = out.beginEntry();
    out.u16(size == 4 ? 1 : 2).u16(name.length()).fixed(from.address(), size);
    // If the netmask is unknown, the network consists of the address only.
    Text netmask = from.netmask().length() == size ? from.netmask() : ALL_ONES;
    out.fixed(netmask, size).fixed(broadcast(from.address(), netmask), size);
    out.u64(0).fixed(name, name.length());
    out.endEntry(entry, 0);
  }

  private static Text broadcast(Text address, Text netmask) {
    byte[] bytes = new byte[address.length() == 4 ? 4 : 0];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (address.at(i) | ~netmask.at(i));
    }
    return Text.copyOf(bytes);
  }

  private static Interface entry(BlockBodyReader body) throws DamagedCaptureException {
    int type = body.u16();
    int nameLength = body.u16();
    if (type < 1 || type > 4) {
      throw body.damaged("damaged interface list: unknown kind of address " + type);
    }
    int size = type % 2 == 1 ? 4 : 16;
    Text address = body.bytes(size);
    Text netmask = body.bytes(size);
    body.skip(size);
    if (type <= 2) {
      body.skip(8);
    }
    return new Interface(body.bytes(nameLength).toString(), address, netmask);
  }
}
