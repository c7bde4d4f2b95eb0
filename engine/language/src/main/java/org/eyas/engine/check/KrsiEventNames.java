package org.eyas.engine.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The names that Falco's plugin krsi gives its events, such as {@code krsi_open}. Eyas turns them into the names of
 * system calls, because operations of io_uring become events of system calls (docs/adr/0084).
 */
final class KrsiEventNames {
  private static final Map<String, List<String>> CALLS =
      Map.of(
          "krsi_open", List.of("open", "openat", "openat2", "creat", "open_by_handle_at"),
          "krsi_socket", List.of("socket"),
          "krsi_connect", List.of("connect"),
          "krsi_symlinkat", List.of("symlink", "symlinkat"),
          "krsi_linkat", List.of("link", "linkat"),
          "krsi_unlinkat", List.of("unlink", "unlinkat"),
          "krsi_mkdirat", List.of("mkdir", "mkdirat"),
          "krsi_renameat", List.of("rename", "renameat", "renameat2"));

  private KrsiEventNames() {}

  /** The names, with those of system calls in place of the plugin's. */
  static List<String> replacedIn(Collection<String> names) {
    List<String> replaced = new ArrayList<>();
    names.forEach(name -> replaced.addAll(CALLS.getOrDefault(name, List.of(name))));
    return replaced;
  }
}
