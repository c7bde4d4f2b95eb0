package org.eyas.engine.state.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.eyas.engine.state.descriptor.FdPool;
import org.eyas.engine.state.encoding.ScapFlags;
import org.junit.jupiter.api.Test;

class ThreadStateTest {
  private final FdPool pool = new FdPool();

  @Test
  void aDescriptorWithoutTableOrValidNumberIsNotCounted() {
    ThreadState leaderless = new ThreadState(301, new ProcessTable(), pool);
    leaderless.pid = 300;
    leaderless.flags = ScapFlags.CLONE_FILES | ScapFlags.CLONE_THREAD;
    assertNull(leaderless.storeFd(5, pool.acquire()));
    ThreadState process = new ThreadState(300, new ProcessTable(), pool);
    assertNull(process.storeFd(1L << 31, pool.acquire()));
    assertNull(process.storeFd(-1, pool.acquire()));
    assertEquals(0, pool.objects());
    assertEquals(0, pool.added());
  }
}
