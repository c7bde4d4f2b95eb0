package org.eyas.output.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eyas.grpc.outputs.request;
import org.eyas.output.grpc.TestClient.Subscription;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which client gets which alert. */
@Timeout(90)
class DeliveryModeTest {
  private static final int CAPACITY = 20;

  @TempDir private Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();
  private TestServer server;

  @BeforeEach
  void start() throws InterruptedException {
    server = serve(DeliveryMode.BROADCAST);
  }

  private TestServer serve(DeliveryMode delivery) throws InterruptedException {
    TestServer started = TestServer.on(socket(delivery), new AlertStreams(delivery, CAPACITY));
    open.add(started);
    return started;
  }

  private Path socket(DeliveryMode delivery) {
    return folder.resolve(delivery.name());
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable part : open) {
      part.close();
    }
  }

  private TestClient client() {
    return client(DeliveryMode.BROADCAST);
  }

  private TestClient client(DeliveryMode delivery) {
    TestClient client = TestClient.on(socket(delivery));
    open.add(client);
    return client;
  }

  /** A subscription that gets all alerts from now on. A greeting alert, which other clients get too, showed that it has begun. */
  private Subscription subscribed(TestClient client) {
    Subscription subscription = client.subscribe();
    ConditionWait.until(
        () -> {
          greet();
          return subscription.isGreeted();
        });
    return subscription;
  }

  private void greet() {
    try {
      server.send(TestClient.GREETING);
    } catch (IOException e) {
      // Greetings are dropped as long as no client is connected.
      assertTrue(String.valueOf(e.getMessage()).startsWith("no client"), e::toString);
    }
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(String::valueOf).toList();
  }

  private void send(int from, int to) throws IOException {
    for (String number : numbers(from, to)) {
      server.send(number);
    }
  }

  @Test
  void everySubscriberGetsEveryAlertWithoutAsking() throws Exception {
    Subscription one = subscribed(client());
    Subscription two = subscribed(client());
    send(0, 10);
    assertEquals(numbers(0, 10), one.await(10));
    assertEquals(numbers(0, 10), two.await(10));
  }

  @Test
  void clientsThatShareGetEachAlertOnce() throws Exception {
    server = serve(DeliveryMode.SHARED);
    Subscription one = client(DeliveryMode.SHARED).subscribe();
    Subscription two = client(DeliveryMode.SHARED).subscribe();
    send(0, CAPACITY);
    ConditionWait.until(() -> one.texts().size() + two.texts().size() >= CAPACITY);
    TimeUnit.MILLISECONDS.sleep(50);
    List<String> both = new ArrayList<>(one.texts());
    both.addAll(two.texts());
    both.sort((a, b) -> Integer.parseInt(a) - Integer.parseInt(b));
    assertEquals(numbers(0, CAPACITY), both);
  }

  @Test
  void getBringsWhatNoGetBroughtYetAndEnds() throws Exception {
    send(0, 3);
    TestClient client = client();
    assertEquals(numbers(0, 3), client.get());
    assertEquals(List.of(), client.get());
    send(3, 5);
    assertEquals(numbers(3, 5), client.get());
  }

  @Test
  void getBringsAlsoWhatSubscribersGot() throws Exception {
    TestClient client = client();
    Subscription subscription = subscribed(client);
    send(0, 3);
    subscription.await(3);
    List<String> texts = client.get();
    texts.removeIf(TestClient.GREETING::equals);
    assertEquals(numbers(0, 3), texts);
  }

  @Test
  void aSubscriberBeginsWithTheAlertsThatNobodyGot() throws Exception {
    send(0, 3);
    TestClient first = client();
    Subscription subscription = first.subscribe();
    assertEquals(numbers(0, 3), subscription.await(3));
    subscription.call().onCompleted();
    assertEquals(Status.Code.OK, subscription.end().getCode());
    send(3, 5);
    assertEquals(numbers(3, 5), client().subscribe().await(2));
  }

  @Test
  void requestsOfASubscriberThatPollsChangeNothing() throws Exception {
    Subscription subscription = subscribed(client());
    for (int i = 0; i < 5; i++) {
      subscription.call().onNext(request.getDefaultInstance());
      server.send(String.valueOf(i));
    }
    assertEquals(numbers(0, 5), subscription.await(5));
  }

  @Test
  void aSubscriberThatClosesItsSideGetsWhatIsQueuedAndAGoodEnd() throws Exception {
    Subscription subscription = subscribed(client());
    subscription.block();
    send(0, 10);
    subscription.call().onCompleted();
    subscription.unblock();
    assertEquals(Status.Code.OK, subscription.end().getCode());
    assertEquals(numbers(0, 10), subscription.texts());
  }

  @Test
  void theServersEndIsAGoodEndToo() throws Exception {
    Subscription subscription = subscribed(client());
    send(0, 10);
    server.close();
    assertEquals(Status.Code.OK, subscription.end().getCode());
    assertEquals(numbers(0, 10), subscription.texts());
  }

  @Test
  void aClientThatHangsLosesItsOldestAlertsAndHoldsUpNobody() throws Exception {
    Subscription hung = subscribed(client());
    Subscription other = subscribed(client());
    hung.block();
    int many = 400;
    String payload = "x".repeat(20_000); // more than the network buffers
    for (int i = 0; i < many; i++) {
      server.send(i + payload);
      other.await(i + 1);
    }
    assertEquals(many, other.texts().size());
    hung.unblock();
    ConditionWait.until(() -> hung.texts().contains(many - 1 + payload));
    assertTrue(hung.texts().size() < many, "it lost some: " + hung.texts().size());
  }

  @Test
  void anAlertThatWasSentToNobodyAndHadToLeaveIsAnError() throws Exception {
    send(0, CAPACITY);
    IOException lost = assertThrows(IOException.class, () -> server.send("one more"));
    assertEquals(
        "no client receives the alerts in time: the oldest are dropped (eyas.grpc.queue: 20)", lost.getMessage());
    assertEquals(CAPACITY, client().get().size());
  }

  @Test
  void tooManyClientsAreToldSo() throws Exception {
    TestClient client = client();
    for (int i = 0; i < 3; i++) {
      subscribed(client);
    }
    Status refused = client.subscribe().end();
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, refused.getCode());
    assertEquals("there are 3 clients already (eyas.grpc.max_clients)", refused.getDescription());
  }

  @Test
  void aClientThatLeftMakesRoom() throws Exception {
    for (int i = 0; i < 5; i++) {
      TestClient client = client();
      subscribed(client);
      client.close();
    }
  }
}
