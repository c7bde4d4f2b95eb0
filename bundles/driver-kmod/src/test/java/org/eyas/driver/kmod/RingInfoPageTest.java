package org.eyas.driver.kmod;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.Map;
import org.eyas.api.source.LossCause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RingInfoPageTest {
  private final ByteBuffer page = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);

  // The offsets are those of struct ppm_ring_buffer_info: 3.5.0 as in Debian's scap 0.20.0, 4.5.1 as in libs 0.25.4.
  @ParameterizedTest
  @CsvSource({
      "3, 24, BUFFER_CLONE_FORK", "3, 32, BUFFER_CLONE_FORK", "3, 40, BUFFER_EXECVE", "3, 48, BUFFER_EXECVE",
      "3, 56, BUFFER_CONNECT", "3, 64, BUFFER_CONNECT", "3, 72, BUFFER_OPEN", "3, 80, BUFFER_OPEN",
      "3, 88, BUFFER_DIR_FILE", "3, 96, BUFFER_DIR_FILE", "3, 104, BUFFER_OTHER", "3, 112, BUFFER_OTHER",
      "3, 120, BUFFER_CLOSE", "3, 128, BUFFER_PROC", "3, 136, PAGE_FAULTS", "3, 144, BUG",
      "4, 24, BUFFER_CLONE_FORK", "4, 32, BUFFER_EXECVE", "4, 40, BUFFER_CONNECT", "4, 48, BUFFER_CONNECT",
      "4, 56, BUFFER_OPEN", "4, 64, BUFFER_OPEN", "4, 72, BUFFER_DIR_FILE", "4, 80, BUFFER_OTHER",
      "4, 88, BUFFER_CLOSE", "4, 96, BUFFER_PROC", "4, 104, PAGE_FAULTS", "4, 112, BUG"
  })
  void theCounterAtAnOffsetHasOneCause(int schema, int offset, LossCause cause) {
    page.putLong(16, 5).putLong(offset, 5);
    Map<LossCause, Long> wanted = new EnumMap<>(LossCause.class);
    wanted.put(cause, 5L);
    Map<LossCause, Long> losses = new RingInfoPage(page, new ModuleAbiVersion(schema, 0, 0)).losses();
    losses.values().removeIf(count -> count == 0);
    if (!cause.isBuffer()) {
      wanted.put(LossCause.BUFFER_OTHER, 5L); // no room, but of no category
    }
    assertEquals(wanted, losses);
  }

  @ParameterizedTest
  @CsvSource({"3, 152", "4, 120"})
  void theNumberOfSwitchesIsNotALoss(int schema, int offset) {
    page.putLong(offset, 1_000);
    assertEquals(0, new RingInfoPage(page, new ModuleAbiVersion(schema, 0, 0)).lost());
  }

  @Test
  void theModuleCountsLostEventsAmongAllExceptInterruptedOnes() {
    page.putLong(8, 100).putLong(16, 30).putLong(24, 10).putLong(48, 5).putLong(136, 2).putLong(144, 7);
    RingInfoPage info = new RingInfoPage(page, new ModuleAbiVersion(3, 5, 0));
    assertEquals(68, info.recorded());
    assertEquals(39, info.lost());
    assertEquals(15, info.losses().get(LossCause.BUFFER_OTHER), "no room for events of no category");
  }
}
