package org.eyas.dns;

import org.eyas.api.data.Bytes;

/**
 * The addresses in a record: those of A and AAAA, and the hints of HTTPS and SVCB (RFC 9460), whose data is
 *
 * <pre>
 *   | priority u16 | target | key u16, length u16, value | key ... |   keys: 4 has IPv4 addresses, 6 has IPv6 addresses
 * </pre>
 */
public final class RecordAddresses {
  private static final int PARAMETER = 4;
  private static final int IPV4_HINT = 4;
  private static final int IPV6_HINT = 6;
  private static final int INTERNET = 1;

  /** Receives the addresses of a record. */
  public interface Receiver {
    /** Called for each address, which has 4 or 16 bytes from an index on. */
    void accept(Bytes data, int from, int to);
  }

  private RecordAddresses() {}

  /** Passes on the addresses of the record at which a walk is. */
  public static void read(RecordWalk record, Receiver to) {
    if (record.recordClass() != INTERNET) {
      return;
    }
    switch (record.type()) {
      case RecordTypes.A -> readOne(record, AddressPrinter.IPV4, to);
      case RecordTypes.AAAA -> readOne(record, AddressPrinter.IPV6, to);
      case RecordTypes.SVCB, RecordTypes.HTTPS -> readHints(record, to);
      default -> {}
    }
  }

  private static void readOne(RecordWalk record, int size, Receiver to) {
    if (record.dataTo() - record.dataFrom() == size) {
      to.accept(record.data(), record.dataFrom(), record.dataTo());
    }
  }

  private static void readHints(RecordWalk record, Receiver to) {
    Bytes data = record.data();
    int end = record.dataTo();
    int target = record.dataFrom() + 2;
    int at = target < end ? NameReader.end(data, record.start(), target, end) : NameReader.DAMAGED;
    while (at > 0 && at + PARAMETER <= end) {
      int key = data.at(at) << 8 | data.at(at + 1);
      int next = at + PARAMETER + (data.at(at + 2) << 8 | data.at(at + 3));
      if (next > end) {
        return;
      }
      if (key == IPV4_HINT || key == IPV6_HINT) {
        readAll(data, at + PARAMETER, next, key == IPV4_HINT ? AddressPrinter.IPV4 : AddressPrinter.IPV6, to);
      }
      at = next;
    }
  }

  private static void readAll(Bytes data, int from, int end, int size, Receiver to) {
    for (int at = from; at + size <= end; at += size) {
      to.accept(data, at, at + size);
    }
  }
}
