package org.eyas.fields.dns;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Text;

/** The name servers of a {@code resolv.conf}. Immutable. */
final class ResolverAddresses {
  /** Those of a process whose file does not exist any more, or cannot be trusted. */
  static final ResolverAddresses UNKNOWN = new ResolverAddresses(List.of());

  private static final int MOST = 16;
  private static final String DEFAULT = "127.0.0.1"; // of a file that names none: resolv.conf(5)

  private final long[] highs;
  private final long[] lows;

  private ResolverAddresses(List<AddressBits> servers) {
    highs = servers.stream().mapToLong(AddressBits::high).toArray();
    lows = servers.stream().mapToLong(AddressBits::low).toArray();
  }

  /** Reads the lines {@code nameserver ADDRESS}. Other lines, and addresses that are none, are skipped, as resolvers do. */
  static ResolverAddresses of(byte[] file) {
    List<AddressBits> servers = new ArrayList<>();
    new String(file, StandardCharsets.ISO_8859_1).lines().forEach(line -> {
      String[] words = line.split("[ \t]+", 3);
      if (words.length > 1 && words[0].equals("nameserver") && servers.size() < MOST) {
        addTo(servers, words[1]);
      }
    });
    if (servers.isEmpty()) {
      addTo(servers, DEFAULT);
    }
    return new ResolverAddresses(servers);
  }

  private static void addTo(List<AddressBits> servers, String written) {
    int zone = written.indexOf('%');
    try {
      InetAddress address = InetAddress.ofLiteral(zone < 0 ? written : written.substring(0, zone));
      AddressBits bits = new AddressBits();
      bits.set(Text.copyOf(address.getAddress()));
      servers.add(bits);
    } catch (IllegalArgumentException e) {
      // a resolver skips it, too
    }
  }

  /** Whether a server is one of them. */
  boolean contains(long high, long low) {
    for (int i = 0; i < highs.length; i++) {
      if (lows[i] == low && highs[i] == high) {
        return true;
      }
    }
    return false;
  }
}
