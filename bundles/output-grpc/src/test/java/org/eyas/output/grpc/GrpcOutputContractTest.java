package org.eyas.output.grpc;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eyas.api.alert.OutputChannel;
import org.eyas.testkit.OutputChannelContract;
import org.eyas.testkit.Receiver;
import org.junit.jupiter.api.Nested;

/** The contract of outputs, with a client that stays away until alerts are lost. */
class GrpcOutputContractTest {
  // More alerts than the contract sends to a client that hangs; one more unsent alert would be an error.
  private static final int CAPACITY = 5_000;

  @Nested
  class Broadcast extends OutputChannelContract {
    @Override
    protected Receiver receiver(Path folder) throws Exception {
      return new Subscriber(folder, DeliveryMode.BROADCAST);
    }
  }

  @Nested
  class Shared extends OutputChannelContract {
    @Override
    protected Receiver receiver(Path folder) throws Exception {
      return new Subscriber(folder, DeliveryMode.SHARED);
    }
  }

  private static final class Subscriber implements Receiver {
    private final Path socket;
    private final TestServer server;
    private final List<String> before = new ArrayList<>();
    private TestClient client;
    private TestClient.Subscription subscription;

    Subscriber(Path folder, DeliveryMode delivery) throws InterruptedException {
      socket = folder.resolve("falco.sock");
      server = TestServer.on(socket, new AlertStreams(delivery, CAPACITY));
      client = TestClient.on(socket);
      subscription = client.subscribe();
    }

    @Override
    public OutputChannel channel() {
      return server.output();
    }

    @Override
    public void block() {
      subscription.block();
    }

    @Override
    public void unblock() {
      subscription.unblock();
    }

    @Override
    public void vanish() throws InterruptedException {
      client.close();
      before.addAll(subscription.texts());
    }

    @Override
    public void comeBack() {
      client = TestClient.on(socket);
      subscription = client.subscribe();
    }

    @Override
    public List<String> lines() {
      List<String> all = new ArrayList<>(before);
      all.addAll(subscription.texts());
      return all;
    }

    @Override
    public void close() throws InterruptedException {
      server.close();
      client.close();
    }
  }
}
