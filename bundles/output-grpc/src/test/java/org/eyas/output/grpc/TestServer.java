package org.eyas.output.grpc;

import java.io.IOException;
import java.nio.file.Path;
import org.eyas.testkit.RenderedAlerts;

/** The output and its server, without OSGi. */
final class TestServer implements AutoCloseable {
  static final String HOST = "the-host";

  private final GrpcServer server;
  private final GrpcOutput output;
  private final int port;

  private TestServer(GrpcServerSettings settings, AlertStreams streams) throws InterruptedException {
    server = new GrpcServer(settings, streams);
    output = new GrpcOutput(server, new AlertMessageBuilder(HOST));
    port = server.awaitStart();
  }

  static TestServer at(String address, AlertStreams streams) throws InterruptedException {
    return at(address, streams, new ServerCertificates.Files("", "", ""));
  }

  static TestServer at(String address, AlertStreams streams, ServerCertificates.Files files) throws InterruptedException {
    return new TestServer(new GrpcServerSettings(address, 2, 3, 0600, files), streams);
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
    output.send(RenderedAlerts.warning(text), true);
  }

  @Override
  public void close() throws InterruptedException {
    server.close();
  }
}
