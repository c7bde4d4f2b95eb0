package org.eyas.engine.state.io;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.process.FdType;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.state.cache.ProgramTextCache;
import org.eyas.engine.state.descriptor.FdPool;
import org.eyas.engine.state.descriptor.FdState;
import org.eyas.engine.state.encoding.ParamIndexes;
import org.eyas.engine.state.encoding.UpdateConditions;
import org.eyas.engine.state.process.DescriptorUpdater;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.state.process.ThreadState;

/** pidfd_open: adds a descriptor of a process. Its name is the path of the process in /proc. */
public final class PidfdUpdater implements DescriptorUpdater {
  private static final ParamIndexes PARAMS = ParamIndexes.of("SYSCALL_PIDFD_OPEN_X");
  private static final int PID = PARAMS.at("pid");
  private static final int FLAGS = PARAMS.at("flags");

  private final FdPool pool;
  private final ProgramTextCache texts;
  private final ByteBuilder name = new ByteBuilder();

  public PidfdUpdater(FdPool pool, ProgramTextCache texts) {
    this.pool = pool;
    this.texts = texts;
  }

  @Override
  public RawCondition needs() {
    return UpdateConditions.SUCCESS;
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    if (thread == null || event.result() < 0) {
      return;
    }
    long pid = event.number(PID);
    FdState fd = pool.acquire();
    fd.type(FdType.PIDFD);
    fd.name(texts.internText(name.clear().append("/proc/").appendDecimal(pid).view()));
    fd.openFlags((int) event.number(FLAGS));
    fd.pidfdPid((int) pid);
    event.addDescriptor(thread, event.result(), fd);
  }
}
