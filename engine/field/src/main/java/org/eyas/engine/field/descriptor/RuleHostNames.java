package org.eyas.engine.field.descriptor;

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
 * Resolves the host names in rules to addresses.
 *
 * <p>The compiler announces the names that rules compare with {@code fd.*ip.name}. A separate thread resolves the names
 * every 30 seconds, and every 10 ms while names are pending. The event loop only reads a map, which this thread
 * replaces as a whole. Until the first result, names are pending.
 */
public final class RuleHostNames {
  private static final Logger LOG = LoggerFactory.getLogger(RuleHostNames.class);
  private static final Duration REFRESH = Duration.ofSeconds(30);
  private static final int MAX_ADDRESS = 16;

  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private final Function<String, InetAddress[]> resolver;
  private volatile Map<Text, Text> nameByAddress = Map.of();
  private volatile boolean pending;

  public RuleHostNames() {
    this(RuleHostNames::resolve);
  }

  /** @param resolver returns the addresses of a name, or none; may block */
  RuleHostNames(Function<String, InetAddress[]> resolver) {
    this.resolver = resolver;
  }

  /** Announces a name that rules use. The compiler of rules calls it; the first call starts the thread. */
  public synchronized void announce(String name) {
    boolean first = names.isEmpty();
    if (names.add(name)) {
      pending = true;
    }
    if (first) {
      Thread.ofPlatform().name("resolve-hosts").daemon().start(this::refreshForEver);
    }
  }

  /** The name that resolves to an address; absent if there is none. */
  Bytes nameOf(Bytes address) {
    if (!address.isPresent() || address.length() > MAX_ADDRESS) {
      return Text.ABSENT;
    }
    Text name = nameByAddress.get(address);
    return name != null ? name : pending ? Text.PENDING : Text.ABSENT;
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
