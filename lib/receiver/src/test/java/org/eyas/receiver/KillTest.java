package org.eyas.receiver;

import static org.eyas.receiver.RawClient.post;
import static org.eyas.receiver.TestReceiver.PATH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed, as with {@code kill -9}, while three senders send; a sender repeats what was not answered. */
@Timeout(240)
class KillTest {
  private static final int KILLS = 4;
  private static final int SENDERS = 3;
  private static final String FILLING = "1,".repeat(5_000) + "1]";

  @TempDir private Path folder;

  private final Set<Integer> answered = ConcurrentHashMap.newKeySet();
  private final List<Integer> taken = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger repeated = new AtomicInteger();
  private final AtomicInteger numbers = new AtomicInteger();
  private volatile int port;
  private volatile boolean enough;
  private Process process;

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  @Test
  void everyAnsweredBatchIsTakenAndAtMostOnePerKillIsTakenAgain() throws Exception {
    Thread output = start();
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      senders.add(Thread.ofVirtual().start(this::send));
    }
    for (int kill = 0; kill < KILLS; kill++) {
      int target = answered.size() + 150 + 97 * kill;
      ConditionWait.until(process, () -> answered.size() >= target, () -> answered.size() + " answered");
      process.toHandle().destroyForcibly(); // unlike Process.destroyForcibly, this leaves the output readable
      output.join();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      output = start();
    }
    enough = true;
    for (Thread sender : senders) {
      sender.join();
    }
    ConditionWait.until(process, () -> new HashSet<>(taken).containsAll(answered), this::summary);
    process.toHandle().destroyForcibly();
    output.join();
    System.out.println("KillTest: " + summary());
    assertEquals(numbers.get(), answered.size(), "every batch was answered in the end");
    int again = taken.size() - new HashSet<>(taken).size();
    assertTrue(again <= KILLS, () -> again + " again; " + summary());
  }

  private String summary() {
    Set<Integer> missing = new HashSet<>(answered);
    missing.removeAll(new HashSet<>(taken));
    return answered.size() + " answered, " + taken.size() + " taken, missing " + missing + ", repeated and dropped " + repeated;
  }

  private Thread start() throws IOException {
    process =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(), "-Xmx64m", "-XX:TieredStopAtLevel=1",
            "-cp", System.getProperty("java.class.path"), KilledReceiver.class.getName(), folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader out = process.inputReader();
    String first = out.readLine();
    port = Integer.parseInt(first.substring("port ".length()));
    return Thread.ofPlatform().daemon().start(() -> out.lines().forEach(this::note));
  }

  private void note(String line) {
    if (line.startsWith("taken ")) {
      taken.add(Integer.parseInt(line.substring("taken ".length())));
    } else {
      repeated.incrementAndGet();
    }
  }

  private void send() {
    while (!enough) {
      int number = numbers.incrementAndGet();
      while (!isAnswered(number)) {
        Thread.onSpinWait();
      }
      answered.add(number);
    }
  }

  private boolean isAnswered(int number) {
    try (RawClient client = RawClient.to(port)) {
      return client.exchange(post(PATH, "", "[" + number + "," + FILLING)).status() == 200;
    } catch (IOException e) {
      return false; // killed; it is sent again
    }
  }
}
