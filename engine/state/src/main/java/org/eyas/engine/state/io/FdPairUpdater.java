package org.eyas.engine.state.io;

import org.eyas.api.process.FdType;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.state.descriptor.FdPool;
import org.eyas.engine.state.descriptor.FdState;
import org.eyas.engine.state.encoding.ParamIndexes;
import org.eyas.engine.state.encoding.UpdateConditions;
import org.eyas.engine.state.process.DescriptorUpdater;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.state.process.ThreadState;

/** pipe, pipe2 and socketpair: adds two descriptors. The event is about the second one. */
public final class FdPairUpdater implements DescriptorUpdater {
  private static final ParamIndexes PARAMS = ParamIndexes.of("SYSCALL_PIPE_X", "SYSCALL_PIPE2_X", "SOCKET_SOCKETPAIR_X");
  private static final int FIRST = PARAMS.at("fd1");
  private static final int SECOND = PARAMS.at("fd2");
  private static final int PIPE_INODE = ParamIndexes.of("SYSCALL_PIPE_X", "SYSCALL_PIPE2_X").at("ino");
  private static final int PIPE_FLAGS = ParamIndexes.of("SYSCALL_PIPE2_X").at("flags");
  private static final ParamIndexes SOCKETS = ParamIndexes.of("SOCKET_SOCKETPAIR_X");
  private static final int SOURCE = SOCKETS.at("source");
  private static final int PEER = SOCKETS.at("peer");

  private final FdPool pool;
  private final FdType type;

  /**
   * @param type {@link FdType#PIPE} or {@link FdType#UNIX}
   */
  public FdPairUpdater(FdPool pool, FdType type) {
    this.pool = pool;
    this.type = type;
  }

  @Override
  public RawCondition needs() {
    return UpdateConditions.SUCCESS;
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    long first = event.number(FIRST);
    long second = event.number(SECOND);
    if (thread == null || event.result() < 0 || first < 0 || second < 0 || first == second) {
      return;
    }
    event.addDescriptor(thread, first, newEnd(event));
    event.addDescriptor(thread, second, newEnd(event));
  }

  private FdState newEnd(LoopEvent event) {
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
