package org.eyas.engine.state;

import org.eyas.api.process.FdType;

/** pipe, pipe2 and socketpair: two descriptors; the event is about the second. */
final class PairUpdater implements StateUpdater {
  private static final int FIRST = 1;
  private static final int SECOND = 2;
  private static final int INODE_OR_SOURCE = 3;
  private static final int FLAGS_OR_PEER = 4;

  private final FdPool pool;
  private final FdType type;

  /**
   * @param type {@link FdType#PIPE} or {@link FdType#UNIX}
   */
  PairUpdater(FdPool pool, FdType type) {
    this.pool = pool;
    this.type = type;
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    long first = event.number(FIRST);
    long second = event.number(SECOND);
    if (thread == null || event.result() < 0 || first < 0 || second < 0 || first == second) {
      return;
    }
    event.addDescriptor(thread, first, end(event));
    event.addDescriptor(thread, second, end(event));
  }

  private FdState end(LoopEvent event) {
    FdState fd = pool.acquire();
    fd.type = type;
    if (type == FdType.PIPE) {
      fd.inode = event.number(INODE_OR_SOURCE);
      fd.openFlags = (int) event.number(FLAGS_OR_PEER);
    } else {
      fd.ends().sourcePointer = event.number(INODE_OR_SOURCE);
      fd.ends().destinationPointer = event.number(FLAGS_OR_PEER);
    }
    return fd;
  }
}
