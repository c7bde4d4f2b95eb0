package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.testkit.EventRecorder;
import org.eyas.testkit.RecordedEvent;
import org.eyas.testkit.process.InstalledProgram;
import org.junit.jupiter.api.Test;

/** Tracepoints that are attached only while a rule asks for them. */
class OnDemandLiveTest {
  private static final int CHDIR = 95;
  private static final int SWITCH = 152;
  private static final int PAGE_FAULT = 290;
  // Prints the address of a page and waits for a line. Then it touches the page, lets the kernel touch the next page, and sleeps.
  private static final String FAULTS =
      """
      import ctypes, mmap, os, sys, time
      pages = mmap.mmap(-1, 8192)
      at = ctypes.addressof(ctypes.c_char.from_buffer(pages))
      print(at, flush=True)
      for line in sys.stdin:
          ctypes.c_char.from_address(at).value = b"x"
          os.readv(os.open("/dev/zero", os.O_RDONLY), [memoryview(pages)[4096:4100]])
          time.sleep(0.01)
          os.chdir("/")
      """;

  private final EventRecorder events = new EventRecorder();

  private static CaptureRequest request(Integer... codes) {
    return new CaptureRequest(Set.of(codes), Map.of());
  }

  private List<RecordedEvent> with(Predicate<RecordedEvent> wanted) {
    return events.events.stream().filter(wanted).toList();
  }

  private void untilItGoesToTheRoot(Capture capture, long tid) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (with(event -> event.tid() == tid && event.code() == CHDIR).isEmpty() && System.nanoTime() < end) {
      capture.poll(events, 1024);
    }
    assertTrue(!with(event -> event.tid() == tid && event.code() == CHDIR).isEmpty(), "the program made no chdir");
  }

  private static String hex(long number, int bytes) {
    byte[] told = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      told[i] = (byte) (number >> 8 * i);
    }
    return HexFormat.of().formatHex(told);
  }

  @Test
  void pageFaultsAndSwitchesComeWhileTheyAreAskedFor() throws Exception {
    try (Capture capture = LiveProbe.open(Set.of(CHDIR))) {
      Process python = new ProcessBuilder(InstalledProgram.require("python3"), "-c", FAULTS).start();
      long tid = python.pid();
      events.firstTid = tid;
      BufferedReader output = python.inputReader();
      long page = Long.parseLong(output.readLine());
      capture.poll(events, 1024);
      assertEquals(List.of(), with(event -> event.code() != CHDIR));

      capture.changeRequest(request(CHDIR, SWITCH, PAGE_FAULT));
      python.outputWriter().append("go\n").flush();
      untilItGoesToTheRoot(capture, tid);
      // addr, error: the page is not present, and the program or the kernel writes to it
      assertEquals(List.of(hex(2 | 4 | 16, 4)), faultsAt(page, tid));
      assertEquals(List.of(hex(2 | 4 | 32, 4)), faultsAt(page + 4096, tid));
      List<RecordedEvent> switches = with(event -> event.tid() == tid && event.code() == SWITCH);
      assertTrue(!switches.isEmpty(), "it slept and was not switched away");
      assertTrue(HexFormat.fromHexDigitsToLong(reversed(switches.getFirst().params().get(2))) > 100, "minor faults");

      capture.changeRequest(request(CHDIR));
      while (capture.poll(events, 1024) > 0) {
        // events that were already in the ring
      }
      events.events.clear();
      python.outputWriter().append("go\n").flush();
      untilItGoesToTheRoot(capture, tid);
      assertEquals(List.of(), with(event -> event.code() != CHDIR));
      python.outputWriter().close();
      python.waitFor();
    }
  }

  private List<String> faultsAt(long address, long tid) {
    return with(event -> event.tid() == tid && event.code() == PAGE_FAULT && event.params().getFirst().equals(hex(address, 8)))
        .stream()
        .map(event -> event.params().get(2))
        .toList();
  }

  private static String reversed(String hex) {
    StringBuilder text = new StringBuilder();
    for (int i = hex.length() - 2; i >= 0; i -= 2) {
      text.append(hex, i, i + 2);
    }
    return text.toString();
  }
}
