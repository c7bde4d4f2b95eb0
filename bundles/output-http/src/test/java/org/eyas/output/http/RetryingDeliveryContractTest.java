package org.eyas.output.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eyas.api.alert.OutputChannel;
import org.eyas.payload.AlertPayload;
import org.eyas.payload.PayloadFormats;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.OutputChannelContract;
import org.jspecify.annotations.Nullable;

/** The contract of outputs, for alerts over HTTP. */
class RetryingDeliveryContractTest extends OutputChannelContract {
  @Override
  protected org.eyas.testkit.Receiver receiver(Path folder) throws IOException {
    return new Peer();
  }

  /** A server that can hang. */
  private static final class Peer implements org.eyas.testkit.Receiver {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Object gate = new Object();
    private final RetryingDelivery delivery;
    private final AlertPayload payload = PayloadFormats.named("alert", "");
    private final int port;
    private boolean blocked;
    private @Nullable HttpServer server;

    Peer() throws IOException {
      server = listen(0);
      port = server.getAddress().getPort();
      delivery =
          new RetryingDelivery(Posters.to("http://localhost:" + port), new RetryPolicy(10, 50, 100, 1_000));
    }

    private HttpServer listen(int at) throws IOException {
      HttpServer opened = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), at), 0);
      opened.setExecutor(threads);
      opened.createContext(
          "/",
          exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            awaitOpen();
            lines.add(body);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      opened.start();
      return opened;
    }

    private void awaitOpen() throws IOException {
      synchronized (gate) {
        try {
          while (blocked) {
            gate.wait();
          }
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
    }

    @Override
    public OutputChannel channel() {
      return (alert, endOfBatch) -> delivery.send(alert.alert(), payload.of(alert), endOfBatch);
    }

    @Override
    public void block() {
      synchronized (gate) {
        blocked = true;
      }
    }

    @Override
    public void unblock() {
      synchronized (gate) {
        blocked = false;
        gate.notifyAll();
      }
    }

    @Override
    public void vanish() {
      if (server != null) {
        server.stop(0);
      }
    }

    @Override
    public void comeBack() throws Exception {
      ConditionWait.until(
          () -> {
            server = listen(port);
            return true;
          });
    }

    @Override
    public List<String> lines() {
      return List.copyOf(lines);
    }

    @Override
    public int slowness() {
      return 10;
    }

    @Override
    public void close() {
      delivery.close(0);
      unblock();
      vanish();
      threads.shutdownNow();
    }
  }
}
