package org.eyas.console.settings;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The destination of a secret of the configuration: the values in the secret's section that decide which server
 * receives the secret. Falco's http_output and eyas.http_output are one section; each element of a list of receivers is
 * a section.
 */
final class SecretDestination {
  private static final Pattern HTTP = Pattern.compile("(?:eyas\\.)?http_output(?=[.\\[]|$)|eyas\\.http_outputs\\[\\d+]");
  private static final Pattern OTHER = Pattern.compile("(?:plugins|eyas\\.components)\\[\\d+]|eyas\\.[^.\\[]+|[^.\\[]*");
  // These keys of an HTTP output set what is sent and when, but not the receiver. A Host header, in contrast, selects a site
  // of an address.
  private static final Pattern HARMLESS =
      Pattern.compile(
          "(?i)\\.(enabled|name|format|minimum_priority|rules.*|tags.*|spool\\..*|compress_uploads|keep_alive"
              + "|max_consecutive_timeouts|user_agent|headers\\.(?!host$).*)");

  private SecretDestination() {}

  /**
   * The keys, other than the secret's own, whose change sends the secret to a different receiver; empty if there are
   * none.
   */
  static List<String> changedKeys(YamlLeaf secret, List<YamlLeaf> before, List<YamlLeaf> after) {
    List<String> old = deciding(secret, before);
    List<String> now = deciding(secret, after);
    if (old.equals(now)) {
      return List.of();
    }
    TreeSet<String> differ = new TreeSet<>(old);
    now.stream().filter(entry -> !differ.remove(entry)).toList().forEach(differ::add);
    return differ.stream().map(entry -> entry.substring(0, entry.indexOf('\n'))).distinct().toList();
  }

  private static List<String> deciding(YamlLeaf secret, List<YamlLeaf> leaves) {
    String part = part(secret.path());
    return leaves.stream()
        .filter(leaf -> leaf.document() == secret.document() && part.equals(part(leaf.path())) && decides(leaf.path()))
        .map(leaf -> leaf.path() + "\n" + leaf.value())
        .sorted()
        .toList();
  }

  private static boolean decides(String path) {
    Matcher http = HTTP.matcher(path);
    return !http.lookingAt() || !HARMLESS.matcher(path.substring(http.end())).matches();
  }

  private static String part(String path) {
    Matcher http = HTTP.matcher(path);
    if (http.lookingAt()) {
      return http.group().equals("eyas.http_output") ? "http_output" : http.group();
    }
    Matcher other = OTHER.matcher(path);
    return other.lookingAt() ? other.group() : path;
  }
}
