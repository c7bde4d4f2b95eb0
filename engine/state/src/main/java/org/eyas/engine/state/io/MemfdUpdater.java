package org.eyas.engine.state.io;

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

/** memfd_create: adds a file in memory under its given name. */
public final class MemfdUpdater implements DescriptorUpdater {
  private static final ParamIndexes PARAMS = ParamIndexes.of("SYSCALL_MEMFD_CREATE_X");
  private static final int NAME = PARAMS.at("name");
  private static final int FLAGS = PARAMS.at("flags");

  private final FdPool pool;
  private final ProgramTextCache texts;

  public MemfdUpdater(FdPool pool, ProgramTextCache texts) {
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
    FdState fd = pool.acquire();
    fd.type(FdType.MEMFD);
    fd.name(texts.internText(event.text(NAME)));
    fd.openFlags((int) event.number(FLAGS));
    event.addDescriptor(thread, event.result(), fd);
  }
}
