package org.eyas.source.scap;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.source.HostInfo.Interface;

/**
 * The block that lists the network addresses of the machine.
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
  private InterfaceList() {}

  static List<Interface> read(BlockBody body, int version) throws DamagedException {
    List<Interface> entries = new ArrayList<>();
    while (body.has(4)) {
      // Unlike the other lists this length does not count itself.
      entries.add(entry(version >= 2 ? body.part(body.i32()) : body));
    }
    return entries;
  }

  private static Interface entry(BlockBody body) throws DamagedException {
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
