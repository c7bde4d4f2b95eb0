package org.eyas.scap;

import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.StateSink;
import org.eyas.api.source.UserEntry;

/**
 * Writes the state of a machine as the blocks that {@link SectionState} reads. Used for the lists before the events of a capture,
 * and to hand the state from one table to another.
 *
 * <p>Consecutive entries share a block until it is long. {@link #finish} ends the last block.
 */
public final class StateEncoder implements StateSink {
  /** The size in bytes at which a block ends, because readers load a whole block into memory. */
  private static final int LONG_BLOCK = 1 << 16;

  private static final long NOBODY = Long.MIN_VALUE;

  private final BlockBuilder out;
  private final Runnable afterBlock;
  private BlockType open = BlockType.UNKNOWN;
  private long owner = NOBODY;

  /** @param afterBlock called after every block; it may remove the blocks from the builder */
  public StateEncoder(BlockBuilder out, Runnable afterBlock) {
    this.out = out;
    this.afterBlock = afterBlock;
  }

  /** Writes the first block of a file. */
  public void section() {
    finish();
    SectionHeader.write(out);
    afterBlock.run();
  }

  @Override
  public void onProcess(ProcessSnapshot process) {
    beginIfNeeded(BlockType.PROCESSES_9, NOBODY);
    ProcessList.write(process, out);
  }

  /** A descriptor of unknown type is left out, because other readers reject it. */
  @Override
  public void onFd(long tid, FdSnapshot fd) {
    if (FdList.isWritable(fd)) {
      if (beginIfNeeded(BlockType.FDS_2, tid)) {
        out.u64(tid);
      }
      FdList.write(fd, out);
    }
  }

  @Override
  public void onUser(UserEntry user) {
    beginIfNeeded(BlockType.USERS_2, NOBODY);
    UserList.write(user, out);
  }

  @Override
  public void onHost(HostInfo host) {
    beginIfNeeded(BlockType.MACHINE, NOBODY);
    MachineBlock.write(host, out);
    if (!host.addresses().isEmpty()) {
      beginIfNeeded(BlockType.INTERFACES_2, NOBODY);
      host.addresses().forEach(address -> InterfaceList.write(address, out));
    }
    finish();
  }

  /** Ends the open block. */
  public void finish() {
    if (open != BlockType.UNKNOWN) {
      open = BlockType.UNKNOWN;
      out.end();
      afterBlock.run();
    }
  }

  // Returns whether the block begins here.
  private boolean beginIfNeeded(BlockType type, long newOwner) {
    if (open == type && owner == newOwner && out.bodyLength() < LONG_BLOCK) {
      return false;
    }
    finish();
    open = type;
    owner = newOwner;
    out.begin(type);
    return true;
  }
}
