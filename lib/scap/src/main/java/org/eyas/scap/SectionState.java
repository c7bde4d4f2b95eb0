package org.eyas.scap;

import java.util.List;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.HostInfo.Interface;
import org.eyas.api.source.StateSink;
import org.jspecify.annotations.Nullable;

/** Reads the blocks before the events of a section: the machine, its users, processes and descriptors. */
public final class SectionState {
  private MachineBlock machine = MachineBlock.NONE;
  private List<Interface> interfaces = List.of();
  private boolean open = true;

  /** Reads the current block of a reader. The block must not be an event. */
  public void readBlock(BlockReader block, StateSink into) throws DamagedCaptureException {
    BlockType type = block.type();
    block.checkTrailer();
    switch (type.kind()) {
      case MACHINE -> machine = MachineBlock.read(block.body());
      case INTERFACES -> interfaces = InterfaceList.read(block.body(), type.version());
      case PROCESSES -> ProcessList.read(block.body(), type.version(), into);
      case FDS -> FdList.read(block.body(), type.version(), into);
      case USERS -> UserList.read(block.body(), type.version(), into);
      case SECTION, EVENT, UNKNOWN -> {}
    }
    open = true;
  }

  /**
   * Reads a block between events. A section header begins another capture (in files joined with cat); other blocks add to the
   * state.
   */
  public void readBlockBetweenEvents(BlockReader block, StateSink into) throws DamagedCaptureException {
    if (block.type().kind() == BlockType.Kind.SECTION) {
      machine = MachineBlock.NONE;
      interfaces = List.of();
      into.onRestart();
    }
    readBlock(block, into);
  }

  /** Reports the machine. Called at the first event after the blocks of the state, when these are complete. */
  public void reportMachine(StateSink into) {
    open = false;
    into.onHost(new HostInfo(machine.hostname(), machine.cpus(), machine.bootNanos(), interfaces));
  }

  /** Reports the machine if blocks of the state were read since the last event. */
  public void reportMachineIfOpen(@Nullable StateSink into) {
    if (open && into != null) {
      reportMachine(into);
    }
  }
}
