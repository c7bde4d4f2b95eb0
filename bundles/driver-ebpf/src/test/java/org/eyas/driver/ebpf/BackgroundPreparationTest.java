package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eyas.driver.ebpf.libbpf.ProbeException;
import org.junit.jupiter.api.Test;

class BackgroundPreparationTest {
  private final CountDownLatch go = new CountDownLatch(1);
  private final CountDownLatch discarded = new CountDownLatch(1);

  private BackgroundPreparation<String> begin(BackgroundPreparation.Work<String> work) {
    return BackgroundPreparation.begin("test", work, made -> discarded.countDown());
  }

  private String later() {
    try {
      go.await();
      return "made";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatWasMadeIsWaitedForAndKept() throws Exception {
    BackgroundPreparation<String> preparation = begin(this::later);
    go.countDown();
    assertEquals("made", preparation.await());
    assertEquals(1, discarded.getCount());
  }

  @Test
  void whatComesWhenNobodyWantsItAnyMoreIsDiscarded() throws Exception {
    begin(this::later).abandon();
    assertEquals(1, discarded.getCount());
    go.countDown();
    assertTrue(discarded.await(10, TimeUnit.SECONDS));
  }

  @Test
  void aFailureIsThrownAsItWas() {
    ProbeException refused = new ProbeException("no");
    assertSame(refused, assertThrows(ProbeException.class, () -> begin(() -> {
      throw refused;
    }).await()));
    UnsatisfiedLinkError missing = new UnsatisfiedLinkError("libbpf.so.1");
    assertSame(missing, assertThrows(UnsatisfiedLinkError.class, () -> begin(() -> {
      throw missing;
    }).await()));
    IllegalStateException fault = new IllegalStateException();
    assertSame(fault, assertThrows(IllegalStateException.class, () -> begin(() -> {
      throw fault;
    }).await()));
  }
}
