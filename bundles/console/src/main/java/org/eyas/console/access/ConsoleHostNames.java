package org.eyas.console.access;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The host names of the console, as a protection against DNS rebinding. An attacker's site can let its own name resolve
 * to this machine and then read responses of the console; requests with such a name are rejected. Addresses are always
 * accepted, because an address cannot resolve to another machine.
 */
public final class ConsoleHostNames {
  private final Set<String> names;

  /** @param more names of the certificate, which may contain {@code *.example.org} */
  public ConsoleHostNames(List<String> more) {
    names = more.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  /** Whether a Host header has a name of the console. */
  boolean isConsoleHost(String host) {
    String name = nameOf(host);
    return name.equals("localhost") || isAddress(name) || names.contains(name) || names.contains(wildcard(name));
  }

  private static String nameOf(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    int colon = lower.startsWith("[") ? lower.indexOf("]:") + 1 : lower.indexOf(':');
    return colon <= 0 ? lower : lower.substring(0, colon);
  }

  private static boolean isAddress(String name) {
    return name.matches("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+\\]");
  }

  private static String wildcard(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : "*" + name.substring(dot);
  }

  /** Whether an Origin header means the host of the same request. */
  static boolean isSameOrigin(String origin, String host, boolean secure) {
    try {
      URI uri = URI.create(origin);
      return (secure ? "https" : "http").equals(uri.getScheme()) && host.equalsIgnoreCase(uri.getAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
