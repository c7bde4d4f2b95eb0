package org.eyas.engine.state;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.process.FdType;
import org.eyas.api.pushdown.RawCondition;

/** pidfd_open: adds a descriptor of a process. Its name is the path of the process in /proc. */
final class PidfdUpdater implements DescriptorUpdater {
  private static final Params PARAMS = Params.of("SYSCALL_PIDFD_OPEN_X");
  private static final int PID = PARAMS.at("pid");
  private static final int FLAGS = PARAMS.at("flags");

  private final FdPool pool;
  private final ProgramTexts texts;
  private final ByteBuilder name = new ByteBuilder();

  PidfdUpdater(FdPool pool, ProgramTexts texts) {
    this.pool = pool;
    this.texts = texts;
  }

  @Override
  public RawCondition needs() {
    return Needs.SUCCESS;
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
    fd.name(texts.word(name.clear().append("/proc/").appendDecimal(pid).view()));
    fd.openFlags((int) event.number(FLAGS));
    fd.pidfdPid((int) pid);
    event.addDescriptor(thread, event.result(), fd);
  }
}
