package org.eyas.kube;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.eyas.api.failure.Reason;
import org.eyas.api.thread.HttpClientThreads;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client for one API server. The files that say how to reach it are read when it is first needed, and again after the server or
 * its certificate was refused. Any thread may call it.
 */
final class ServerConnection {
  private static final Logger LOG = LoggerFactory.getLogger(ServerConnection.class);
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  private final ApiServer.Source source;
  private @Nullable Opened opened;
  private String address = "";
  private boolean closed;

  /** The content of the files, and the client that was made with it. */
  record Opened(ApiServer server, HttpClient http) {}

  ServerConnection(ApiServer.Source source) {
    this.source = source;
  }

  synchronized Opened opened() throws IOException {
    if (closed) {
      throw new IOException("the client is closed");
    }
    Opened open = opened;
    if (open == null) {
      ApiServer server = source.read();
      open = new Opened(server, http(server));
      opened = open;
      address = server.address().toString();
    }
    return open;
  }

  // HTTP/1.1: a connection for each watch, and none that all depend on.
  private static HttpClient http(ApiServer server) {
    HttpClient.Builder http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .executor(new HttpClientThreads("kube-http-", ServerConnection::logRefusal));
    return (server.tls() == null ? http : http.sslContext(server.tls())).build();
  }

  private static void logRefusal(Error e) {
    LOG.warn("no thread can be started for the connection to the API server: {}", Reason.of(e), e);
  }

  // Requests that still run on the forgotten client end by themselves; then it ends, too.
  synchronized void forgetIfRefused(Opened used, IOException failure) {
    boolean refused = failure instanceof SSLException || failure instanceof ApiException api && api.isUnauthorized();
    if (refused && opened == used) {
      opened = null;
    }
  }

  /** The address of the server, for messages; empty before the first request. */
  synchronized String address() {
    return address;
  }

  /** Aborts requests that still run. */
  synchronized void close() {
    closed = true;
    Opened open = opened;
    if (open != null) {
      open.http.shutdownNow();
    }
  }
}
