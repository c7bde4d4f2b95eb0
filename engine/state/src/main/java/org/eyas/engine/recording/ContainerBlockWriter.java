package org.eyas.engine.recording;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.ContainerDescription;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.decode.EventCursor;
import org.eyas.scap.BlockBuilder;
import org.eyas.scap.BlockType;
import org.eyas.scap.EventBlock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds the descriptions of containers to a capture that contains their processes. A description is an event of Falco's
 * plugin container that only updates the state, so that rules do not see it. The thread of one loop uses it while it
 * records.
 */
final class ContainerBlockWriter {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerBlockWriter.class);
  private static final int ASYNC_EVENT = 402;
  private static final int HEADER_AND_LENGTHS = 26 + 3 * Integer.BYTES;
  private static final int NO_PLUGIN = 0;
  private static final Text NAME = Text.of("container\0");

  private final Set<ContainerDescription> written = Collections.newSetFromMap(new IdentityHashMap<>());
  private final BlockBuilder blocks;
  private @Nullable ContainerDescription newest; // null if the last call of add wrote none

  ContainerBlockWriter(BlockBuilder blocks) {
    this.blocks = blocks;
  }

  /** Adds the description of a process's container, unless this capture has it. */
  void add(ProcessInfo process, EventCursor at) {
    newest = null;
    if (process.attachment(ContainerDescription.KEY) instanceof ContainerDescription container && written.add(container)) {
      newest = container;
      Text json = json(container);
      if (!json.isEmpty()) {
        write(json, at);
      }
    }
  }

  // The description is code of another bundle, which may have been replaced since. A fault of that code must not end
  // the capture.
  private static Text json(ContainerDescription container) {
    try {
      return container.json();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("a container is not described in the capture due to an internal error", e);
      return Text.EMPTY;
    }
  }

  private void write(Text json, EventCursor at) {
    int length = HEADER_AND_LENGTHS + Integer.BYTES + NAME.length() + json.length() + 1;
    blocks.begin(BlockType.event(true, true)).u16(at.cpu()).u32(EventBlock.STATE_ONLY);
    addNumber(at.timestampNanos());
    addNumber(at.threadId());
    blocks.u32(length).u16(ASYNC_EVENT).u32(3);
    blocks.u32(Integer.BYTES).u32(NAME.length()).u32(json.length() + 1).u32(NO_PLUGIN);
    addText(NAME);
    addText(json);
    blocks.u8(0).end();
  }

  private void addNumber(long number) {
    blocks.u32(number).u32(number >>> Integer.SIZE);
  }

  private void addText(Bytes text) {
    int at = blocks.reserve(text.length());
    text.copyTo(blocks.array(), at);
  }

  /**
   * Forgets the description that the last call of {@link #add} wrote, because it does not reach the capture: the next
   * event of the container needs the description again.
   */
  void forgetLast() {
    if (newest != null) {
      written.remove(newest);
    }
  }

  /** Forgets all descriptions. Called before the next capture begins. */
  void clear() {
    written.clear();
    newest = null;
  }
}
