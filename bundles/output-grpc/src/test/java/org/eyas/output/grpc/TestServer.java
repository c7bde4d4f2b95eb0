package org.eyas.output.grpc;

import java.io.IOException;
import java.nio.file.Path;
import org.eyas.testkit.Alerts;

/** The output and its server, without OSGi. */
final class TestServer implements AutoCloseable {
  static final String HOST = "the-host";

  private final GrpcServer server;
  private final GrpcOutput output;
  private final int port;

  private TestServer(ServerSettings settings, AlertStreams streams) throws InterruptedException {
    server = new GrpcServer(settings, streams);
    output = new GrpcOutput(server, new AlertMessage(HOST));
    port = server.awaitStart();
  }

  static TestServer at(String address, AlertStreams streams) throws InterruptedException {
    return at(address, streams, new Certificates.Files("", "", ""));
  }

  static TestServer at(String address, AlertStreams streams, Certificates.Files files) throws InterruptedException {
    return new TestServer(new ServerSettings(address, 2, 3, 0600, files), streams);
  }

  static TestServer on(Path socket, AlertStreams streams) throws InterruptedException {
    return at("unix://" + socket, streams);
  }

  int port() {
    return port;
  }

  GrpcOutput output() {
    return output;
  }

  void send(String text) throws IOException {
    output.send(Alerts.warning(text), true);
  }

  @Override
  public void close() throws InterruptedException {
    server.close();
  }
}
