package org.eyas.engine.state;

import org.eyas.api.process.FdType;
import org.eyas.api.pushdown.RawCondition;

/** pipe, pipe2 and socketpair: adds two descriptors. The event is about the second one. */
final class PairUpdater implements DescriptorUpdater {
  private static final Params PARAMS = Params.of("SYSCALL_PIPE_X", "SYSCALL_PIPE2_X", "SOCKET_SOCKETPAIR_X");
  private static final int FIRST = PARAMS.at("fd1");
  private static final int SECOND = PARAMS.at("fd2");
  private static final int PIPE_INODE = Params.of("SYSCALL_PIPE_X", "SYSCALL_PIPE2_X").at("ino");
  private static final int PIPE_FLAGS = Params.of("SYSCALL_PIPE2_X").at("flags");
  private static final Params SOCKETS = Params.of("SOCKET_SOCKETPAIR_X");
  private static final int SOURCE = SOCKETS.at("source");
  private static final int PEER = SOCKETS.at("peer");

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
  public RawCondition needs() {
    return Needs.SUCCESS;
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
    fd.type(type);
    if (type == FdType.PIPE) {
      fd.inode(event.number(PIPE_INODE));
      fd.openFlags((int) event.number(PIPE_FLAGS));
    } else {
      fd.ends().pointers(event.number(SOURCE), event.number(PEER));
    }
    return fd;
  }
}
