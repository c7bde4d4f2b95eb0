package org.eyas.core.setting;

import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The address under which people reach the console, as the configuration gives it. */
final class ConsoleAddress {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleAddress.class);
  private static final Pattern URL = Pattern.compile("https?://[!-~&&[^\"'<>\\\\?#]]+");

  private ConsoleAddress() {}

  /** The address without slashes at its end; empty if it is empty or not one, which is logged. */
  static String checked(String url) {
    String address = url.strip().replaceAll("/+$", "");
    if (address.isEmpty() || URL.matcher(address).matches()) {
      return address;
    }
    LOG.warn(
        "eyas.console.url is not the address of a console: '{}'; alerts get no link; write http:// or https://, the host and the port",
        url);
    return "";
  }
}
