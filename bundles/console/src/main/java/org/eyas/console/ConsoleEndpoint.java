package org.eyas.console;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * The address and port on which the console listens.
 *
 * @param tls null for plain HTTP
 */
record ConsoleEndpoint(InetAddress address, int port, @Nullable ConsoleCertificate tls) {
  String url() {
    String host = address.getHostAddress();
    return (tls == null ? "http://" : "https://") + (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port
        + "/";
  }
}
