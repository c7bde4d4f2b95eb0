package org.eyas.receiver;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.RequestHeaderFieldsTooLargeException;
import org.apache.hc.core5.http.UnsupportedHttpVersionException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.util.Timeout;
import org.eyas.api.failure.Reason;
import org.eyas.receiver.ClientConnection.Phase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests of one connection, one after the other, on a thread of its own. It waits without limits of its own:
 * {@link ClientConnections} closes the socket if the client is too slow.
 */
final class ConnectionHandler implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionHandler.class);
  private static final Duration LEAVING = Duration.ofSeconds(2);
  private static final Http1Config HTTP =
      Http1Config.custom().setBufferSize(16 << 10).setMaxLineLength(8 << 10).setMaxHeaderCount(100).build();

  private final ServerContext shared;
  private final RequestHeadCheck checks;
  private final Limits.Pace pace;
  private final Socket socket;
  private final ClientConnection client;
  private final DefaultBHttpServerConnection connection = new DefaultBHttpServerConnection("http", HTTP);
  private String certified = "";
  private boolean headOnly;
  private @Nullable HttpRequest current;

  ConnectionHandler(ServerContext shared, Socket socket, ClientConnection client) {
    this.shared = shared;
    this.socket = socket;
    this.client = client;
    checks = new RequestHeadCheck(shared.settings());
    pace = shared.settings().limits().pace();
  }

  @Override
  public void run() {
    try {
      open();
      while (serve()) {
        client.enter(Phase.IDLE, pace.idle());
        if (!connection.isDataAvailable(Timeout.DISABLED)) {
          return; // the client closed it
        }
        client.enter(Phase.HEAD, pace.head());
      }
    } catch (SSLException e) {
      shared.counters().count(Outcome.INVALID);
      shared.log().log(Outcome.INVALID, socket.getRemoteSocketAddress(), "TLS: " + Reason.of(e));
    } catch (IOException | HttpException e) {
      LOG.debug("A connection ended", e);
    } catch (InterruptedException e) {
      LOG.debug("A connection ends with the server", e);
    } catch (RuntimeException e) {
      LOG.error("A request could not be served due to an internal error", e);
    }
  }

  private void open() throws IOException {
    socket.setTcpNoDelay(true);
    Access access = shared.settings().access();
    if (access.tls() == null) {
      connection.bind(socket);
      return;
    }
    String host = socket.getInetAddress().getHostAddress();
    SSLSocket secure = (SSLSocket) access.tls().getSocketFactory().createSocket(socket, host, socket.getPort(), true);
    secure.setUseClientMode(false);
    secure.setNeedClientAuth(access.clientCertificates());
    secure.startHandshake();
    certified = access.clientCertificates() ? ServerTls.commonName(secure.getSession()) : "";
    connection.bind(secure, socket);
  }

  // Returns whether the client may send another request.
  private boolean serve() throws IOException, HttpException, InterruptedException {
    try {
      current = null;
      ClassicHttpRequest request = connection.receiveRequestHeader();
      if (request == null) {
        return false;
      }
      current = request;
      headOnly = request.getMethod().equals("HEAD");
      connection.receiveRequestEntity(request);
      BatchAnswer answer = receive(request);
      boolean last = isLast(request);
      send(answer, last);
      return !last;
    } catch (RequestRefusedException e) {
      refuseAndClose(e.answer());
    } catch (RequestHeaderFieldsTooLargeException e) {
      refuseAndClose(BatchAnswer.invalid(HttpStatus.SC_REQUEST_HEADER_FIELDS_TOO_LARGE, "the head of the request is too large"));
    } catch (UnsupportedHttpVersionException e) {
      refuseAndClose(BatchAnswer.invalid(HttpStatus.SC_HTTP_VERSION_NOT_SUPPORTED, "use HTTP/1.1"));
    } catch (HttpException e) {
      LOG.debug("An invalid request", e); // its bytes belong neither into the answer nor into the log
      refuseAndClose(BatchAnswer.invalid(HttpStatus.SC_BAD_REQUEST, "not a valid HTTP request"));
    }
    return false;
  }

  private BatchAnswer receive(ClassicHttpRequest request)
      throws IOException, HttpException, InterruptedException, RequestRefusedException {
    String named = checks.check(request);
    client.markAccepted();
    if (RequestHeadCheck.expectsContinue(request)) {
      connection.sendResponseHeader(new BasicClassicHttpResponse(HttpStatus.SC_CONTINUE));
      connection.flush();
    }
    // A client can write any path, but only its own name into a certificate.
    byte[] prefix = ReceivedBatch.prefix(shared.settings().access().clientCertificates() ? certified : named);
    try (BodyReader reader = new BodyReader(client, shared.settings().limits(), shared.memory())) {
      byte[] entry = reader.read(request.getEntity(), prefix);
      ReceivedBatch.setTime(entry, System.currentTimeMillis());
      return store(entry, entry.length - prefix.length);
    }
  }

  private BatchAnswer store(byte[] entry, int bytes) throws InterruptedException {
    client.waitForServer();
    try {
      if (shared.store().add(entry)) {
        shared.counters().countKept(bytes);
        return BatchAnswer.KEPT;
      }
    } catch (IOException e) {
      LOG.debug("A batch could not be kept", e); // the store logs it once
    }
    shared.counters().count(Outcome.FULL);
    return BatchAnswer.FULL;
  }

  private static boolean isLast(ClassicHttpRequest request) {
    Header header = request.getFirstHeader(HttpHeaders.CONNECTION);
    return header != null && header.getValue().toLowerCase(Locale.ROOT).contains("close")
        || request.getVersion() != null && request.getVersion().lessEquals(HttpVersion.HTTP_1_0);
  }

  private void send(BatchAnswer answer, boolean last) throws IOException, HttpException {
    client.enter(Phase.ANSWER, pace.head());
    String json = current == null ? "" : FirehoseAnswer.body(current, answer.text(), System.currentTimeMillis());
    ClassicHttpResponse response = answer.response(last, json);
    connection.sendResponseHeader(response);
    if (response.getEntity() != null && !headOnly) {
      connection.sendResponseEntity(response);
    }
    connection.flush();
  }

  // Until the client closes, what it sends is thrown away. Otherwise the system would answer it with a reset, which may
  // overtake the answer.
  private void refuseAndClose(BatchAnswer answer) throws IOException, HttpException {
    shared.counters().count(answer.outcome());
    shared.log().log(answer.outcome(), socket.getRemoteSocketAddress(), answer.status() + " " + answer.text());
    send(answer, true);
    client.enter(Phase.LEAVING, LEAVING);
    socket.shutdownOutput();
    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
  }
}
