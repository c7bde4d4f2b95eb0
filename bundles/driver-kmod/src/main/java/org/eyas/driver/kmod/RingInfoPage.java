package org.eyas.driver.kmod;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.source.LossCause;

/**
 * The counters of one ring, in the page that the module shares with its reader.
 *
 * <pre>
 *  0        4        8                  16              24
 *  +--------+--------+------------------+---------------+--------------------------------+
 *  | head   | tail   | recorded or lost | no room       | no room, by category;          |
 *  | u32    | u32    | u64              | u64           | bad memory; interrupted (u64)  |
 *  +--------+--------+------------------+---------------+--------------------------------+
 * </pre>
 *
 * <p>Schema 3 has a counter for enter events and one for exit events of most categories. Schema 4 has no enter events
 * in some categories, so its later counters are at other places. Any thread may read.
 */
final class RingInfoPage {
  private static final int EVENTS = 8;
  private static final int NO_ROOM = 16;
  private static final int CATEGORIES = 24;

  private static final List<LossCause> SCHEMA_3 =
      List.of(
          LossCause.BUFFER_CLONE_FORK, LossCause.BUFFER_CLONE_FORK,
          LossCause.BUFFER_EXECVE, LossCause.BUFFER_EXECVE,
          LossCause.BUFFER_CONNECT, LossCause.BUFFER_CONNECT,
          LossCause.BUFFER_OPEN, LossCause.BUFFER_OPEN,
          LossCause.BUFFER_DIR_FILE, LossCause.BUFFER_DIR_FILE,
          LossCause.BUFFER_OTHER, LossCause.BUFFER_OTHER,
          LossCause.BUFFER_CLOSE, LossCause.BUFFER_PROC, LossCause.PAGE_FAULTS, LossCause.BUG);

  private static final List<LossCause> SCHEMA_4 =
      List.of(
          LossCause.BUFFER_CLONE_FORK,
          LossCause.BUFFER_EXECVE,
          LossCause.BUFFER_CONNECT, LossCause.BUFFER_CONNECT,
          LossCause.BUFFER_OPEN, LossCause.BUFFER_OPEN,
          LossCause.BUFFER_DIR_FILE,
          LossCause.BUFFER_OTHER,
          LossCause.BUFFER_CLOSE, LossCause.BUFFER_PROC, LossCause.PAGE_FAULTS, LossCause.BUG);

  private final ByteBuffer page;
  private final List<LossCause> layout;

  /** @param schema the version of the module's events */
  RingInfoPage(ByteBuffer page, ModuleAbiVersion schema) {
    this.page = page;
    layout = schema.major() == 3 ? SCHEMA_3 : SCHEMA_4;
  }

  /** The number of events in the ring, read or not. */
  long recorded() {
    return page.getLong(EVENTS) - page.getLong(NO_ROOM) - lost(LossCause.PAGE_FAULTS);
  }

  /** The number of events that were not recorded, for any cause. */
  long lost() {
    return losses().values().stream().mapToLong(Long::longValue).sum();
  }

  /** The lost events by cause. Events of no category for which there was no room count as other events. */
  Map<LossCause, Long> losses() {
    Map<LossCause, Long> losses = new EnumMap<>(LossCause.class);
    long uncategorized = page.getLong(NO_ROOM);
    for (int i = 0; i < layout.size(); i++) {
      LossCause cause = layout.get(i);
      long count = page.getLong(CATEGORIES + i * Long.BYTES);
      losses.merge(cause, count, Long::sum);
      uncategorized -= cause.isBuffer() ? count : 0;
    }
    losses.merge(LossCause.BUFFER_OTHER, Math.max(0, uncategorized), Long::sum);
    return losses;
  }

  private long lost(LossCause cause) {
    return page.getLong(CATEGORIES + layout.indexOf(cause) * Long.BYTES);
  }
}
