package org.eyas.spool.delivery;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.KeptAlerts;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.testkit.RenderedAlerts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ReopenableSenderTest {
  private static final String FAULT =
      "key.ca: no such file; alerts for this output are lost. Correct it, then reload or send SIGUSR1.";

  private final List<String> calls = new ArrayList<>();
  private boolean wrong;
  private int opened;
  private Runnable whileItCloses = () -> {};

  private ReopenableSender.Parts<String> parts() throws IOException {
    if (wrong) {
      throw new IOException("key.ca: no such file");
    }
    return new ReopenableSender.Parts<>(RenderedAlert::text, new Recorded(++opened));
  }

  private final class Recorded implements AlertSender<String> {
    private final int number;

    Recorded(int number) {
      this.number = number;
    }

    @Override
    public void send(Alert alert, String entry, boolean endOfBatch) {
      calls.add(number + " send " + entry + " " + endOfBatch);
    }

    @Override
    public KeptAlerts kept() {
      return new KeptAlerts(number, 0, "");
    }

    @Override
    public void endOfRun() {
      calls.add(number + " end of run");
    }

    @Override
    public void close(long millis) {
      calls.add(number + " close " + millis);
      whileItCloses.run();
    }
  }

  private static void assertFault(Executable call) {
    assertEquals(FAULT, assertThrows(IOException.class, call).getMessage());
  }

  @Test
  void anAlertIsSentWithTheOpenParts() throws Exception {
    var sender = new ReopenableSender<>(this::parts);
    sender.send(RenderedAlerts.warning("a"), false);
    sender.send(RenderedAlerts.warning("b"), true);
    assertEquals(List.of("1 send a false", "1 send b true"), calls);
    assertEquals(1, sender.kept().waiting());
  }

  @Test
  void whatCannotBeOpenedIsReportedUntilItIsReopened() throws Exception {
    wrong = true;
    var sender = new ReopenableSender<>(this::parts);
    assertFault(sender::check);
    assertFault(() -> sender.send(RenderedAlerts.warning("a"), true));
    assertFault(() -> sender.reopen(0));
    assertEquals(new KeptAlerts(0, 0, FAULT), sender.kept());
    wrong = false;
    sender.reopen(0);
    assertDoesNotThrow(sender::check);
    sender.send(RenderedAlerts.warning("b"), true);
    assertEquals(List.of("1 send b true"), calls);
  }

  @Test
  void aReopenedSenderHasClosedThePartsBefore() throws Exception {
    var sender = new ReopenableSender<>(this::parts);
    sender.reopen(70);
    sender.send(RenderedAlerts.warning("a"), true);
    assertEquals(List.of("1 close 70", "2 send a true"), calls);
  }

  @Test
  void theEndOfTheRunIsReportedBeforeTheClose() {
    new ReopenableSender<>(this::parts).close(true, 30);
    new ReopenableSender<>(this::parts).close(false, 40);
    assertEquals(List.of("1 end of run", "1 close 30", "2 close 40"), calls);
  }

  @Test
  void aSenderThatIsClosedWhileItIsReopenedOpensNothing() throws Exception {
    var sender = new ReopenableSender<>(this::parts);
    whileItCloses = () -> sender.close(true, 20);
    sender.reopen(70);
    assertEquals(List.of("1 close 70"), calls);
    assertEquals(1, opened);
  }

  @Test
  void aSenderThatIsClosedIsClosedOnce() {
    var sender = new ReopenableSender<>(this::parts);
    sender.close(false, 10);
    sender.close(true, 20);
    assertEquals(List.of("1 close 10"), calls);
  }
}
