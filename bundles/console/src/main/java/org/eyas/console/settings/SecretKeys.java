package org.eyas.console.settings;

import java.util.regex.Pattern;

/** Recognizes settings that may be secret, by their names and by the form of URLs. */
final class SecretKeys {
  private static final Pattern NAME =
      Pattern.compile("(?i).*(passw|passphrase|secret|token|api_?key|access_?key|credential|authorization|bearer|cookie).*");
  private static final Pattern HEADERS = Pattern.compile("(^|.*\\.)headers\\..*");
  private static final Pattern SETTINGS = Pattern.compile("(^|.*[.\\]])(init_config|open_params|config)$");
  // http://user:password@host, ?key=..., or the long piece of a path that is the key of a web hook
  private static final Pattern SECRET_URL = Pattern.compile("[^/]+://([^/]*@.*|[^?#]*[?#].+|[^/]+/(.*/)?[^/]{16,}(/.*)?)");
  private static final Pattern FROM_ENVIRONMENT = Pattern.compile("\\$\\{[A-Za-z0-9_]+}");

  private SecretKeys() {}

  /** Whether such a key may contain a secret. */
  static boolean mayBeSecret(YamlLeaf leaf) {
    return NAME.matcher(leaf.key()).matches()
        || HEADERS.matcher(leaf.path()).matches()
        || SETTINGS.matcher(leaf.path()).matches()
        || isUrl(leaf);
  }

  /** Whether a value is a secret. */
  static boolean isSecret(YamlLeaf leaf) {
    if (leaf.value().isEmpty() || FROM_ENVIRONMENT.matcher(leaf.value()).matches() || !mayBeSecret(leaf)) {
      return false;
    }
    return !isUrl(leaf) || SECRET_URL.matcher(leaf.value()).matches();
  }

  private static boolean isUrl(YamlLeaf leaf) {
    return leaf.key().equals("url") || leaf.key().endsWith("_url");
  }
}
