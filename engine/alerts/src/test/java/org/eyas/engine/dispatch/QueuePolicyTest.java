package org.eyas.engine.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.ChannelState;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.Priority;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.api.update.Handover;
import org.eyas.engine.text.FalcoVersion;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Receivers that are blocked, slow, failing, unavailable and back, with each policy. */
@Timeout(90)
class QueuePolicyTest {
  private static final AlertRenderer RENDERER =
      new AlertRenderer(new RenderOptions(false, true, false, true, true, false, false, "h"), FalcoVersion.V0_44);
  private static final long TIMEOUT_MILLIS = 300;
  private static final int CAPACITY = 10;

  @TempDir private Path folder;
  private AlertDispatcher dispatcher = dispatcher(Map.of());

  private static AlertDispatcher dispatcher(Map<String, QueueSettings> queues) {
    return new AlertDispatcher(RENDERER, new DispatchOptions(1_000, TIMEOUT_MILLIS, queues, List.of()));
  }

  private void with(FullQueuePolicy whenFull, long spillBytes) throws InterruptedException {
    dispatcher.stop(1_000);
    QueueSettings settings = new QueueSettings(CAPACITY, whenFull, folder.resolve("spill"), spillBytes, false);
    dispatcher = dispatcher(Map.of("x", settings));
  }

  @AfterEach
  void stop() throws InterruptedException {
    dispatcher.stop(1_000);
  }

  private static Alert alert(int number) {
    return new Alert(
        System.nanoTime(), Priority.NOTICE, "rule", "syscall", "m" + number, new TreeMap<>(), new TreeSet<>());
  }

  private void offer(int from, int to) throws InterruptedException {
    for (int i = from; i < to; i++) {
      dispatcher.offer(alert(i));
    }
    // the offered alerts have reached the channels' queues
    ConditionWait.until(() -> dispatcher.pending() == 0);
  }

  private static List<String> messages(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "m" + i).toList();
  }

  private static List<String> ofRules(TestChannel channel) {
    return channel.messages.stream().filter(message -> message.startsWith("m")).toList();
  }

  private ChannelCounts counts() {
    return dispatcher.counts().getFirst();
  }

  // The alert about the drops may be included.
  private void assertDropped(long expected) {
    long dropped = counts().dropped();
    assertTrue(dropped == expected || dropped == expected + 1, "dropped " + dropped + ", expected " + expected);
  }

  private void awaitSettled() throws InterruptedException {
    dispatcher.drain(10_000);
  }

  // The thread has taken one alert and waits with it.
  private TestChannel blockedWithOne() throws InterruptedException {
    TestChannel channel = new TestChannel().block();
    dispatcher.add("x", channel);
    offer(0, 1);
    ConditionWait.until(() -> counts().waiting() == 1);
    TimeUnit.MILLISECONDS.sleep(50);
    return channel;
  }

  @Test
  void dropNewestKeepsTheFirstOnesAndCountsTheRest() throws InterruptedException {
    with(FullQueuePolicy.DROP_NEWEST, 0);
    TestChannel channel = blockedWithOne();
    offer(1, 100);
    assertDropped(100 - 1 - CAPACITY);
    channel.unblock();
    awaitSettled();
    assertEquals(messages(0, 1 + CAPACITY), ofRules(channel).subList(0, 1 + CAPACITY));
  }

  @Test
  void dropOldestKeepsTheLastOnesAndCountsTheRest() throws InterruptedException {
    with(FullQueuePolicy.DROP_OLDEST, 0);
    TestChannel channel = blockedWithOne();
    offer(1, 100);
    assertDropped(100 - 1 - CAPACITY);
    channel.unblock();
    awaitSettled();
    List<String> got = ofRules(channel);
    assertEquals("m0", got.getFirst());
    assertEquals("m99", got.getLast());
  }

  @Test
  void dropsAreRaisedAsAnAlertWhenTheyBegin() throws InterruptedException {
    with(FullQueuePolicy.DROP_NEWEST, 0);
    TestChannel other = TestChannel.quick();
    blockedWithOne();
    dispatcher.add("other", other);
    offer(1, 1 + CAPACITY + 5);
    other.await(CAPACITY + 6);
    List<String> raised = new ArrayList<>(other.messages);
    raised.removeIf(message -> message.matches("m\\d+"));
    assertEquals(List.of("Output 'x' does not keep up, alerts are dropped."), raised);
  }

  @Test
  void spillKeepsEverythingInOrderWhileTheReceiverIsBlocked() throws InterruptedException {
    with(FullQueuePolicy.SPILL, 1 << 20);
    TestChannel channel = blockedWithOne();
    offer(1, 500);
    assertEquals(500, counts().waiting());
    channel.unblock();
    channel.await(500);
    offer(500, 520);
    channel.await(520);
    assertEquals(messages(0, 520), channel.messages);
    assertEquals(0, counts().dropped());
    awaitSettled();
    assertEquals(0, counts().waiting());
  }

  @Test
  void spillWaitsForAnUnavailableReceiverAndHealthReportsIt() throws InterruptedException {
    with(FullQueuePolicy.SPILL, 1 << 20);
    TestChannel channel = TestChannel.quick().away(true);
    dispatcher.add("x", channel);
    offer(0, 50);
    ConditionWait.until(() -> !dispatcher.states().getFirst().up());
    assertEquals(List.of(new ChannelState("x", false, "the receiver is unavailable")), dispatcher.states());
    channel.away(false);
    channel.await(50);
    assertEquals(messages(0, 50), channel.messages);
    assertTrue(counts().failed() > 0);
    assertTrue(dispatcher.states().getFirst().up());
  }

  @Test
  void anAlertThatIsAlwaysRefusedIsPutAsideAndTheOthersAreSent() throws Exception {
    with(FullQueuePolicy.SPILL, 1 << 20);
    TestChannel channel = TestChannel.quick().refusing("m2");
    dispatcher.add("x", channel);
    offer(0, 50);
    channel.await(49);
    List<String> others = new ArrayList<>(messages(0, 50));
    others.remove("m2");
    assertEquals(others, channel.messages);
    awaitSettled();
    assertEquals(1, counts().refused());
    assertEquals(0, counts().waiting());
    List<String> aside = Files.readAllLines(folder.resolve("spill/refused.jsonl"));
    assertEquals(1, aside.size());
    assertTrue(aside.getFirst().contains(": Notice m2\""), aside.getFirst());
  }

  @Test
  void noAlertIsPutAsideWhileTheReceiverIsUnavailable() throws InterruptedException {
    with(FullQueuePolicy.SPILL, 1 << 20);
    TestChannel channel = TestChannel.quick().away(true);
    dispatcher.add("x", channel);
    offer(0, 5);
    ConditionWait.until(() -> counts().failed() >= 8);
    channel.away(false);
    channel.await(5);
    assertEquals(messages(0, 5), channel.messages.stream().sorted().toList());
    assertEquals(0, counts().refused());
  }

  @Test
  void remainingAlertsAreSentAtTheNextStartBeforeNewOnes() throws InterruptedException {
    with(FullQueuePolicy.SPILL, 1 << 20);
    dispatcher.add("x", TestChannel.quick().away(true));
    offer(0, 5);
    dispatcher.stop(500);
    with(FullQueuePolicy.SPILL, 1 << 20);
    dispatcher.add("x", TestChannel.quick().away(true));
    offer(5, 40); // more than fit into memory
    dispatcher.stop(500);
    with(FullQueuePolicy.SPILL, 1 << 20);
    TestChannel back = TestChannel.quick();
    dispatcher.add("x", back);
    offer(40, 45);
    back.await(45);
    assertEquals(messages(0, 45), back.messages);
  }

  @Test
  void theAlertThatWasBeingSentIsTheFirstAtTheNextStart() throws InterruptedException {
    with(FullQueuePolicy.SPILL, 1 << 20);
    dispatcher.add("x", TestChannel.quick().away(true));
    offer(0, 50);
    dispatcher.stop(500);
    with(FullQueuePolicy.SPILL, 1 << 20);
    TestChannel back = TestChannel.quick();
    dispatcher.add("x", back);
    back.await(50);
    assertEquals(messages(0, 50), back.messages);
  }

  @Test
  void anotherEngineSendsTheAlertsOfAFullQueueFirst() throws InterruptedException {
    with(FullQueuePolicy.DROP_NEWEST, 0);
    blockedWithOne();
    offer(1, 1 + CAPACITY);
    List<Handover.WaitingAlerts> left = dispatcher.stopForHandover(1);
    with(FullQueuePolicy.DROP_NEWEST, 0);
    left.forEach(alerts -> dispatcher.expect(alerts.output(), alerts.alerts()));
    TestChannel channel = TestChannel.quick();
    dispatcher.add("x", channel);
    channel.await(1 + CAPACITY);
    offer(1 + CAPACITY, 20);
    channel.await(20);
    assertEquals(messages(0, 20), channel.messages);
  }

  @Test
  void aQueueGetsOtherSettingsWhenItsChannelComesBack() throws InterruptedException {
    with(FullQueuePolicy.DROP_NEWEST, 0);
    TestChannel blocked = blockedWithOne();
    offer(1, 1 + CAPACITY);
    QueueSettings spilling = new QueueSettings(CAPACITY, FullQueuePolicy.SPILL, folder.resolve("spill"), 1 << 20, false);
    dispatcher.options(new DispatchOptions(1_000, TIMEOUT_MILLIS, Map.of("x", spilling), List.of()));
    dispatcher.remove(blocked, 1);
    TestChannel channel = TestChannel.quick().away(true);
    dispatcher.add("x", channel);
    offer(1 + CAPACITY, 200);
    channel.away(false);
    channel.await(200);
    assertEquals(messages(0, 200),
        channel.messages.stream().sorted(Comparator.comparingInt(m -> Integer.parseInt(m.substring(1)))).toList());
    assertEquals(0, counts().dropped());
  }

  @Test
  void aFullDiskLimitDropsTheNewestAndCountsThem() throws InterruptedException {
    with(FullQueuePolicy.SPILL, 4 * 1024);
    TestChannel channel = blockedWithOne();
    offer(1, 1_000);
    long kept = counts().waiting();
    assertDropped(1_000 - kept);
    assertTrue(kept > CAPACITY && kept < 500, "kept " + kept);
    channel.unblock();
    channel.await((int) kept);
    assertEquals(messages(0, (int) kept), ofRules(channel).subList(0, (int) kept));
  }

  @Test
  void withAnUnusableSpillDirectoryTheQueueDropsAlerts() throws Exception {
    Files.createFile(folder.resolve("spill"));
    with(FullQueuePolicy.SPILL, 1 << 20);
    blockedWithOne();
    offer(1, 100);
    assertDropped(100 - 1 - CAPACITY);
  }

  @Test
  void aSpillDirectoryThatBecameUsableIsUsedWhenTheChannelComesBack() throws Exception {
    Files.createFile(folder.resolve("spill"));
    with(FullQueuePolicy.SPILL, 1 << 20);
    TestChannel first = TestChannel.quick();
    dispatcher.add("x", first);
    dispatcher.remove(first, 1_000);
    Files.delete(folder.resolve("spill"));
    TestChannel channel = blockedWithOne();
    offer(1, 100);
    assertEquals(0, counts().dropped());
    channel.unblock();
    channel.await(100);
  }

  @Test
  void alertsInMemoryAreReturnedIfTheDiskFailsWhenTheEngineLeaves() throws Exception {
    with(FullQueuePolicy.SPILL, 1 << 20);
    dispatcher.add("x", TestChannel.quick().away(true));
    offer(0, 5);
    try (Stream<Path> files = Files.walk(folder.resolve("spill"))) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> assertTrue(file.delete()));
    }
    Files.writeString(folder.resolve("spill"), "a file where the directory was");
    List<Handover.WaitingAlerts> left = dispatcher.stopForHandover(500);
    assertEquals(List.of("x"), left.stream().map(Handover.WaitingAlerts::output).toList());
    assertEquals(5, left.getFirst().alerts().size());
  }

  @Test
  void aChannelThatCannotWorkIsDownBeforeTheFirstAlert() throws InterruptedException {
    dispatcher.add(
        "x",
        new OutputChannel() {
          @Override
          public void check() throws IOException {
            throw new IOException("no such file");
          }

          @Override
          public void send(RenderedAlert alert, boolean endOfBatch) {}
        });
    ConditionWait.until(() -> !dispatcher.states().getFirst().up());
    assertEquals(List.of(new ChannelState("x", false, "no such file")), dispatcher.states());
    offer(0, 1);
    awaitSettled();
    assertTrue(dispatcher.states().getFirst().up());
    assertEquals(0, counts().failed());
  }

  /** With all channels blocked longer than output_timeout, Falco 0.44 crashes. */
  @Test
  void withEveryChannelBlockedPastTheTimeoutNothingCrashesAndAllContinues() throws InterruptedException {
    TestChannel first = new TestChannel().block();
    TestChannel second = new TestChannel().block();
    dispatcher.add("first", first);
    dispatcher.add("second", second);
    offer(0, 100);
    ConditionWait.until(() -> dispatcher.states().stream().noneMatch(ChannelState::up));
    for (ChannelState state : dispatcher.states()) {
      assertEquals(new ChannelState(state.name(), false, "has not accepted an alert for 300 ms"), state);
    }
    offer(100, 200);
    first.unblock();
    second.unblock();
    first.await(200);
    second.await(200);
    assertEquals(messages(0, 200), first.messages);
    assertEquals(messages(0, 200), second.messages);
    assertTrue(dispatcher.states().stream().allMatch(ChannelState::up));
  }

  @Test
  void blockedSlowAndFailingChannelsDoNotDelayOthers() throws InterruptedException {
    dispatcher.add("blocked", new TestChannel().block());
    dispatcher.add("slow", new TestChannel().slow(50));
    dispatcher.add("failing", new TestChannel().away(true));
    TestChannel quick = TestChannel.quick();
    dispatcher.add("quick", quick);
    for (int i = 0; i < 300; i++) {
      dispatcher.offer(alert(i));
      TimeUnit.MILLISECONDS.sleep(2);
    }
    quick.await(300);
    assertEquals(messages(0, 300), quick.messages);
    List<Long> delays = quick.delaysNanos.stream().sorted().toList();
    long medianMicros = delays.get(150) / 1_000;
    long mostMillis = delays.getLast() / 1_000_000;
    System.Logger log = System.getLogger("test");
    log.log(System.Logger.Level.INFO, "beside blocked channels: median {0} us, most {1} ms", medianMicros, mostMillis);
    assertTrue(medianMicros < 20_000, "median " + medianMicros + " us");
    assertFalse(mostMillis > 2_000, "most " + mostMillis + " ms");
  }
}
