package org.eyas.source.scap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.StateSink;
import org.eyas.scap.BlockReader;
import org.eyas.scap.BlockType;
import org.eyas.scap.DamagedCaptureException;
import org.eyas.scap.EventBlock;
import org.eyas.scap.NotACaptureException;
import org.eyas.scap.SectionHeader;
import org.eyas.scap.SectionState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replays one capture file. */
final class ScapCapture implements Capture {
  /** The first event code that this version does not know. Events of newer versions are skipped, as in Falco. */
  private static final int FIRST_UNKNOWN_EVENT = 454;

  private static final Logger LOG = LoggerFactory.getLogger(ScapCapture.class);

  private final String name;
  private final InputStream in;
  private final BlockReader block;
  private final EventBlock event = new EventBlock(FIRST_UNKNOWN_EVENT);
  private final SectionState section = new SectionState();
  private final ContainerEventReader containers;
  private @Nullable StateSink state;
  private boolean onEvent;
  private boolean ended;
  private long delivered;
  private long unknown;
  private long damaged;
  private volatile long events;

  private ScapCapture(String name, InputStream in, ContainerEventReader containers) {
    this.name = name;
    this.in = in;
    this.containers = containers;
    block = new BlockReader(in);
  }

  /** Opens a file and reads its section header. */
  static ScapCapture open(Path path, ContainerEventReader containers) throws SourceException {
    ScapCapture capture = new ScapCapture(path.toString(), ScapFile.open(path), containers);
    try {
      SectionHeader.check(capture.block);
      return capture;
    } catch (DamagedCaptureException e) {
      capture.close();
      throw capture.withPosition(e);
    } catch (NotACaptureException e) {
      capture.close();
      throw new SourceException(path + ": " + Reason.of(e), e.hint());
    }
  }

  @Override
  public void snapshot(StateSink into) throws SourceException {
    state = into;
    try {
      while (block.next()) {
        if (block.type().kind() == BlockType.Kind.EVENT) {
          onEvent = true;
          section.reportMachine(into);
          return;
        }
        section.readBlock(block, into);
      }
    } catch (DamagedCaptureException e) {
      throw withPosition(e);
    }
    throw new SourceException(name + ": there are no events in the file", "record some, or give another capture");
  }

  @Override
  public int poll(EventSink sink, int limit) throws SourceException {
    if (ended) {
      return END;
    }
    long before = delivered;
    try {
      while (delivered - before < limit && (onEvent || block.next())) {
        onEvent = false;
        readBlock(sink);
      }
    } catch (DamagedCaptureException e) {
      ended = true;
      throw withPosition(e);
    } finally {
      events = delivered;
    }
    int count = (int) (delivered - before);
    return count < limit ? end(count) : count;
  }

  private void readBlock(EventSink sink) throws DamagedCaptureException {
    if (block.type().kind() == BlockType.Kind.EVENT) {
      deliver(sink);
    } else if (state != null) {
      section.readBlockBetweenEvents(block, state);
    }
  }

  private void deliver(EventSink sink) throws DamagedCaptureException {
    section.reportMachineIfOpen(state);
    if (!isRead()) {
      return;
    }
    if (!event.isKnown()) {
      unknown++;
      return;
    }
    delivered++;
    containers.read(event.type(), block.memory(), event.offset(), event.length());
    if (event.stateOnly()) {
      sink.onStateEvent(event.cpu(), block.memory(), event.offset(), event.length());
    } else {
      sink.onEvent(event.cpu(), block.memory(), event.offset(), event.length());
    }
  }

  // Damage inside a block that is whole affects this event only.
  private boolean isRead() throws DamagedCaptureException {
    try {
      event.read(block);
      return true;
    } catch (DamagedCaptureException e) {
      if (!block.isWhole()) {
        throw e;
      }
      if (damaged++ == 0) {
        LOG.warn("{}; it is skipped, further ones are only counted", Reason.of(withPosition(e)));
      }
      return false;
    }
  }

  private int end(int count) {
    ended = true;
    if (damaged > 1) {
      LOG.warn("{}: {} damaged events were skipped", name, damaged);
    }
    if (unknown > 0) {
      LOG.warn("{}: {} events of types unknown to this version were skipped", name, unknown);
    }
    return count == 0 ? END : count;
  }

  private SourceException withPosition(DamagedCaptureException e) {
    return new SourceException(
        name + ": at byte " + e.offset() + ": " + Reason.of(e),
        "the capture is truncated or damaged; events before this place were read",
        e);
  }

  @Override
  public CaptureStats stats() {
    return new CaptureStats(events, 0);
  }

  @Override
  public void close() {
    ended = true;
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
