package org.eyas.engine.field;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.eyas.api.event.Event;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.NumberList;
import org.eyas.testkit.reference.SharedFiles;
import org.junit.jupiter.api.Test;

/** Measures what reading the most frequent fields of rules costs, over all events of a real capture. */
final class FieldCostTest {
  private static final List<String> HOT = List.of(
      "evt.type", "evt.rawres", "evt.res", "evt.arg.flags", "evt.is_open_read", "evt.is_open_write", "evt.is_open_exec",
      "fd.name", "fd.num", "fd.typechar", "fd.directory", "fd.filename", "fd.ip", "fd.sport", "proc.name", "proc.pname",
      "proc.aname", "proc.aname[2]", "proc.cmdline", "proc.exepath", "user.name", "fd.nameraw");
  private static final int WARM_AFTER = 100_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final FieldReader[] readers = HOT.stream().map(FieldsUnderTest::fieldUse).map(FieldUse::reader)
      .toArray(FieldReader[]::new);
  private final NumberCell cell = new NumberCell();
  private final NumberList numbers = new NumberList();
  private final BytesList texts = new BytesList();
  private long events;
  private long bytes;
  private long nanos;
  private long seen;

  @Test
  void readsHotFieldsWithoutAllocating() throws Exception {
    FieldReplay.forEach(SharedFiles.require("captures/mixed.scap.gz"), this::measure);
    long measured = events - WARM_AFTER;
    System.out.printf("%d hot fields: %.0f ns and %.2f B per event (%d events, %d values)%n",
        HOT.size(), (double) nanos / measured, (double) bytes / measured, measured, seen);
    // Some texts of a process, such as its command line, are built at the first read and then kept; they count once.
    assertTrue((double) bytes / measured < 16, "bytes per event: " + (double) bytes / measured);
  }

  private void measure(Event event) {
    events++;
    long bytesBefore = threads.getCurrentThreadAllocatedBytes();
    long nanosBefore = System.nanoTime();
    for (FieldReader reader : readers) {
      seen += read(reader, event);
    }
    if (events > WARM_AFTER) {
      nanos += System.nanoTime() - nanosBefore;
      bytes += threads.getCurrentThreadAllocatedBytes() - bytesBefore;
    }
  }

  private int read(FieldReader reader, Event event) {
    return switch (reader) {
      case FieldReader.OfNumber one -> one.read(event, cell).ordinal();
      case FieldReader.OfDouble one -> one.read(event, cell).ordinal();
      case FieldReader.OfBytes one -> one.read(event).length();
      case FieldReader.OfNumbers many -> {
        numbers.clear();
        yield many.read(event, numbers).ordinal();
      }
      case FieldReader.OfManyBytes many -> {
        texts.clear();
        yield many.read(event, texts).ordinal();
      }
    };
  }
}
