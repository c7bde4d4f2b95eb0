package org.eyas.engine.state.process;

import org.eyas.engine.state.descriptor.FdTable;
import org.jspecify.annotations.Nullable;

/**
 * The descriptors that processes of pid namespaces inherit. There, only the child's event of a clone can create the child. It may come
 * after the parent has closed what the child inherited: a shell closes its ends of a pipe at once. So the parent's event, if it comes
 * first, leaves a copy of the descriptors for the child's event.
 *
 * <p>The number of copies is limited. A child whose copy had to go for another one gets the descriptors that its parent has when the
 * child's event comes.
 */
final class InheritedDescriptors {
  private static final int SIZE = 1 << 8;
  private static final long WINDOW_NANOS = 2_000_000_000L;

  private final long[] parents = new long[SIZE];
  private final long[] children = new long[SIZE];
  private final long[] times = new long[SIZE];
  /** Null where the child's event came first. */
  private final @Nullable FdTable[] copies = new FdTable[SIZE];

  /**
   * The parent's event of a clone. Does nothing if the child's event came before it.
   *
   * @param parent a process id
   * @param child the process id in the namespace of the parent
   */
  void parentContinued(long parent, long child, long nanos, FdTable descriptors) {
    int slot = slot(parent, child);
    if (isOf(slot, parent, child, nanos)) {
      free(slot);
      return;
    }
    FdTable copy = descriptors.another();
    copy.share(descriptors);
    fill(slot, parent, child, nanos, copy);
  }

  /**
   * The child's event of a clone.
   *
   * @return the descriptors that the parent had at the call, which are the caller's from now on; null if it has them still, or if they
   *     are not known
   */
  @Nullable
  FdTable childBegan(long parent, long child, long nanos) {
    int slot = slot(parent, child);
    if (!isOf(slot, parent, child, nanos)) {
      fill(slot, parent, child, nanos, null);
      return null;
    }
    FdTable copy = copies[slot];
    copies[slot] = null;
    free(slot);
    return copy;
  }

  private boolean isOf(int slot, long parent, long child, long nanos) {
    long age = nanos - times[slot];
    return parents[slot] == parent && children[slot] == child && age >= 0 && age < WINDOW_NANOS;
  }

  private void fill(int slot, long parent, long child, long nanos, @Nullable FdTable copy) {
    free(slot);
    parents[slot] = parent;
    children[slot] = child;
    times[slot] = nanos;
    copies[slot] = copy;
  }

  private void free(int slot) {
    FdTable copy = copies[slot];
    if (copy != null) {
      copy.clear();
      copies[slot] = null;
    }
    parents[slot] = 0;
  }

  private static int slot(long parent, long child) {
    return (int) (parent * 31 + child) & SIZE - 1;
  }
}
