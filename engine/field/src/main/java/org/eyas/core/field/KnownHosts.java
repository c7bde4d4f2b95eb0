package org.eyas.core.field;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.failure.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses that host names in rules lead to.
 *
 * <p>The compiler says which names rules compare {@code fd.*ip.name} with; a thread of its own resolves them now and
 * then. The loop only looks into a map that is replaced as a whole. Until a first answer is there names are pending.
 */
public final class KnownHosts {
  private static final Logger LOG = LoggerFactory.getLogger(KnownHosts.class);
  private static final Duration REFRESH = Duration.ofSeconds(30);
  private static final int MAX_ADDRESS = 16;

  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private final Function<String, InetAddress[]> resolver;
  private volatile Map<Text, Text> nameByAddress = Map.of();
  private volatile boolean pending;

  public KnownHosts() {
    this(KnownHosts::resolve);
  }

  /** @param resolver the addresses of a name, none where it has none; may block */
  KnownHosts(Function<String, InetAddress[]> resolver) {
    this.resolver = resolver;
  }

  /** Says that rules ask for a name; starts resolving with the first one. Called when rules are compiled. */
  public synchronized void expect(String name) {
    boolean first = names.isEmpty();
    if (names.add(name)) {
      pending = true;
    }
    if (first) {
      Thread.ofPlatform().name("resolve-hosts").daemon().start(this::refreshForEver);
    }
  }

  /** A name that leads to an address; absent where none does. */
  Bytes nameOf(Bytes address) {
    if (!address.isPresent() || address.length() > MAX_ADDRESS) {
      return Bytes.ABSENT;
    }
    Text name = nameByAddress.get(address);
    return name != null ? name : pending ? Bytes.PENDING : Bytes.ABSENT;
  }

  /** Resolves all names once. */
  void refresh() {
    Set<String> asked = Set.copyOf(names);
    Map<Text, Text> found = new HashMap<>();
    for (String name : asked) {
      for (InetAddress address : resolver.apply(name)) {
        found.putIfAbsent(Text.copyOf(address.getAddress()), Text.of(name));
      }
    }
    nameByAddress = Map.copyOf(found);
    pending = !asked.containsAll(names);
  }

  private void refreshForEver() {
    try {
      while (true) {
        refresh();
        Thread.sleep(pending ? Duration.ofMillis(10) : REFRESH);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static InetAddress[] resolve(String name) {
    try {
      return InetAddress.getAllByName(name);
    } catch (UnknownHostException e) {
      LOG.debug("Host {} in a rule does not resolve: {}", name, Reason.of(e));
      return new InetAddress[0];
    }
  }
}
