package org.eyas.engine.state;

import org.eyas.api.process.FdType;
import org.eyas.api.pushdown.RawCondition;

/** memfd_create: adds a file in memory under its given name. */
final class MemfdUpdater implements DescriptorUpdater {
  private static final Params PARAMS = Params.of("SYSCALL_MEMFD_CREATE_X");
  private static final int NAME = PARAMS.at("name");
  private static final int FLAGS = PARAMS.at("flags");

  private final FdPool pool;
  private final ProgramTexts texts;

  MemfdUpdater(FdPool pool, ProgramTexts texts) {
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
    FdState fd = pool.acquire();
    fd.type(FdType.MEMFD);
    fd.name(texts.word(event.text(NAME)));
    fd.openFlags((int) event.number(FLAGS));
    event.addDescriptor(thread, event.result(), fd);
  }
}
