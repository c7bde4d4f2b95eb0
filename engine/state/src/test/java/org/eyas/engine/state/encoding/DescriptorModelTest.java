package org.eyas.engine.state.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.eyas.api.process.ProcessInfo;
import org.junit.jupiter.api.Test;

/**
 * Random events on a few processes, compared with a model that shares nothing: each process has its own map of numbers to
 * names.
 */
class DescriptorModelTest {
  private static final int PROCESSES = 12;
  private static final int ROUNDS = 30_000;
  private static final int FIRST_PID = 200;
  private static final int SETFD = ScapFlags.FCNTL_SETFD;

  private final Machine machine = new Machine();
  private final Map<Long, Map<Integer, String>> model = new HashMap<>();
  private final Map<Long, Map<Integer, Boolean>> closing = new HashMap<>();
  private final long seed = Long.getLong("eyas.seed", System.nanoTime());
  private final Random random = new Random(seed);

  private long pid() {
    return FIRST_PID + random.nextInt(PROCESSES);
  }

  private int number() {
    return random.nextInt(4) == 0 ? 50 + random.nextInt(2_000) : 3 + random.nextInt(12);
  }

  @Test
  void everyProcessHasTheDescriptorsItOpened() {
    System.out.println("DescriptorModelTest seed " + seed);
    machine.did(Machine.SHELL, "SYSCALL_GETUID_X", 0);
    int others = machine.crowd(FIRST_PID - 1);
    for (int round = 0; round < ROUNDS; round++) {
      step(pid());
      if (round % 500 == 0) {
        compare(others);
      }
    }
    compare(others);
    machine.did(FIRST_PID - 1, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    model.keySet().forEach(pid -> machine.did(pid, "PROCEXIT_1_E", 0, 0, 0, 0, 0));
    assertEquals(0, machine.state.counts().descriptors().present());
  }

  private void step(long pid) {
    if (!model.containsKey(pid)) {
      fork(pid, Machine.SHELL);
      return;
    }
    switch (random.nextInt(12)) {
      case 0 -> exit(pid);
      case 1 -> forkOther(pid);
      case 2 -> exec(pid);
      case 3 -> duplicate(pid);
      case 4 -> closeOnExec(pid);
      case 5, 6, 7 -> close(pid);
      default -> open(pid);
    }
  }

  private void fork(long child, long parent) {
    machine.cloned(child, parent, child, 0);
    model.put(child, new HashMap<>(model.getOrDefault(parent, Map.of())));
    closing.put(child, new HashMap<>(closing.getOrDefault(parent, Map.of())));
  }

  private void forkOther(long parent) {
    long child = pid();
    if (!model.containsKey(child)) {
      fork(child, parent);
    }
  }

  private void exit(long pid) {
    machine.did(pid, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    model.remove(pid);
    closing.remove(pid);
  }

  private void exec(long pid) {
    machine.executed(pid, "/bin/x", "-l", "/usr/bin/x");
    model.get(pid).keySet().removeIf(closing.get(pid)::get);
    closing.get(pid).values().removeIf(closes -> closes);
  }

  private void open(long pid) {
    int number = number();
    int file = random.nextInt(20);
    machine.did(pid, "SYSCALL_OPENAT_2_X", number, -100, "/data/" + file, 1, 0, 8, file);
    model.get(pid).put(number, "/data/" + file);
    closing.get(pid).put(number, false);
  }

  private void close(long pid) {
    int number = number();
    machine.did(pid, "SYSCALL_CLOSE_X", 0, number);
    model.get(pid).remove(number);
    closing.get(pid).remove(number);
  }

  private void duplicate(long pid) {
    int from = number();
    int to = number();
    machine.did(pid, "SYSCALL_DUP2_X", to, from, to);
    String name = model.get(pid).get(from);
    if (name != null && from != to) {
      model.get(pid).put(to, name);
      closing.get(pid).put(to, false);
    } else if (name != null) {
      closing.get(pid).put(to, false);
    }
  }

  private void closeOnExec(long pid) {
    int number = number();
    machine.did(pid, "SYSCALL_FCNTL_X", 0, number, SETFD, 1);
    closing.get(pid).computeIfPresent(number, (same, closes) -> true);
  }

  private void compare(int others) {
    long all = others;
    for (Map.Entry<Long, Map<Integer, String>> process : model.entrySet()) {
      ProcessInfo thread = machine.thread(process.getKey());
      Map<Integer, String> found = new HashMap<>();
      thread.descriptors().forEachFd(fd -> found.put((int) fd.number(), fd.name().toString()));
      assertEquals(process.getValue(), found, () -> "of process " + process.getKey() + ", seed " + seed);
      all += found.size();
    }
    assertEquals(all, machine.state.counts().descriptors().present());
  }
}
