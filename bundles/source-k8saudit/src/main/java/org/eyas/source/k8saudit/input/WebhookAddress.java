package org.eyas.source.k8saudit.input;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.api.source.SourceException;

/**
 * The address to which the API server's webhook sends events, as in {@code open_params} of Falco: {@code
 * http://HOST:PORT/PATH}. An address without a host stands for all addresses of the machine.
 *
 * @param tls whether the scheme is {@code https}
 * @param host a name or address without brackets; empty for all addresses
 * @param path with its leading slash
 */
public record WebhookAddress(boolean tls, String host, int port, String path) {
  private static final Pattern FORM =
      Pattern.compile("(https?)://(\\[[0-9A-Fa-f:.]+]|[^/:?#\\[\\]]*)(?::([0-9]{1,5}))?(/[^?#]*)?");

  /** Whether a text has the scheme of a webhook address. */
  static boolean isOne(String text) {
    return text.startsWith("http://") || text.startsWith("https://");
  }

  static WebhookAddress of(String text) throws SourceException {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw unusable(text, "it does not have the form http://HOST:PORT/PATH");
    }
    boolean tls = form.group(1).equals("https");
    int port = form.group(3) == null ? tls ? 443 : 80 : Integer.parseInt(form.group(3));
    if (port < 1 || port > 65_535) {
      throw unusable(text, "its port is not a number from 1 to 65535");
    }
    String path = form.group(4) == null ? "/" : form.group(4);
    return new WebhookAddress(tls, form.group(2).replaceAll("[\\[\\]]", ""), port, path);
  }

  private static SourceException unusable(String text, String reason) {
    return new SourceException(
        text + " is not usable: " + reason, "write for example open_params: http://:9765/k8s-audit");
  }
}
