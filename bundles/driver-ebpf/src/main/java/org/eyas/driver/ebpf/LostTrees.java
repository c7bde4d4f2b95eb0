package org.eyas.driver.ebpf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.VisibleText;
import org.eyas.api.source.CaptureDetails.TreeCounts;
import org.eyas.linux.libc.Libc;
import org.eyas.linux.libc.MemoryMapping;

/**
 * The process trees that lost events because a ring was crowded. The counts are in memory that the probe shares: 32
 * places for each ring.
 *
 * <pre>
 *  0            4         8            16             32
 *  +------------+---------+------------+--------------+
 *  | leader u32 | pid u32 | events u64 | name, 16 B   |
 *  +------------+---------+------------+--------------+
 * </pre>
 *
 * <p>When another tree loses an event, the probe may give it the place of an earlier tree. The events that the earlier
 * tree lost after the last {@link #collectLosses} are then unknown. Any thread may call {@link #collectLosses}, about once per second.
 */
final class LostTrees implements AutoCloseable {
  private static final int PLACES = 32;
  private static final int BYTES = 32;
  private static final int NAME = 16;
  private static final int MOST_TREES = 256;
  private static final int REPORTED = 10;

  private record LastCount(int leader, long events) {}

  private final MemoryMapping mapping;
  private final LastCount[] seen; // at the last look
  private final Map<Long, TreeCounts> trees = new HashMap<>();

  LostTrees(int fd, int rings) {
    int bytes = rings * PLACES * BYTES;
    mapping = Libc.map(fd, 0, (bytes + ProbeRings.PAGE - 1L) / ProbeRings.PAGE * ProbeRings.PAGE, false);
    seen = new LastCount[rings * PLACES];
    Arrays.fill(seen, new LastCount(0, 0));
  }

  /** The trees that lost the most events since the probe was loaded, in descending order. */
  synchronized List<TreeCounts> counts() {
    collectLosses();
    return trees.values().stream().sorted(Comparator.comparingLong(TreeCounts::lost).reversed()).limit(REPORTED).toList();
  }

  /** Adds the events that were lost since the last call. */
  synchronized void collectLosses() {
    for (int place = 0; place < seen.length; place++) {
      collectLosses(place);
    }
  }

  private void collectLosses(int place) {
    ByteBuffer memory = mapping.buffer();
    int at = place * BYTES;
    LastCount now = new LastCount(memory.getInt(at), memory.getLong(at + 8));
    LastCount before = seen[place];
    if (now.equals(before) || now.events() == 0) {
      return;
    }
    boolean isSame = before.leader() == now.leader() && before.events() < now.events();
    add(now.leader(), memory.getInt(at + 4), name(at), isSame ? now.events() - before.events() : now.events());
    seen[place] = now;
  }

  private void add(long leader, long pid, String name, long lost) {
    TreeCounts before = trees.get(leader);
    if (before == null && trees.size() >= MOST_TREES) {
      trees.values().remove(trees.values().stream().min(Comparator.comparingLong(TreeCounts::lost)).orElseThrow());
    }
    trees.put(leader, before == null ? new TreeCounts(leader, pid, name, lost)
        : new TreeCounts(leader, before.pid(), before.name(), before.lost() + lost));
  }

  private String name(int at) {
    byte[] bytes = new byte[NAME];
    mapping.buffer().get(at + NAME, bytes);
    String name = new String(bytes, StandardCharsets.UTF_8);
    int end = name.indexOf(0);
    return VisibleText.line(end < 0 ? name : name.substring(0, end)); // the process chooses it
  }

  @Override
  public void close() {
    Libc.unmap(mapping);
  }
}
