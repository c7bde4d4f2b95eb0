package org.eyas.engine.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class ThreadStateTest {
  private final FdPool pool = new FdPool();

  @Test
  void aDescriptorWithoutTableOrValidNumberIsNotCounted() {
    ThreadState leaderless = new ThreadState(301, new ProcessTable(), pool);
    leaderless.pid = 300;
    leaderless.flags = WireFlags.CLONE_FILES | WireFlags.CLONE_THREAD;
    assertNull(leaderless.file(5, pool.acquire()));
    ThreadState process = new ThreadState(300, new ProcessTable(), pool);
    assertNull(process.file(1L << 31, pool.acquire()));
    assertNull(process.file(-1, pool.acquire()));
    assertEquals(0, pool.objects());
    assertEquals(0, pool.added());
  }
}
