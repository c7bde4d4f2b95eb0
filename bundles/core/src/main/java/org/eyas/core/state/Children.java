package org.eyas.core.state;

import org.jspecify.annotations.Nullable;

/** The children of a thread, chained through themselves so that one leaves at once. */
final class Children {
  private @Nullable ThreadState first;

  boolean isEmpty() {
    return first == null;
  }

  @Nullable ThreadState first() {
    return first;
  }

  void add(ThreadState child) {
    child.previousSibling = null;
    child.nextSibling = first;
    if (first != null) {
      first.previousSibling = child;
    }
    first = child;
  }

  void remove(ThreadState child) {
    ThreadState before = child.previousSibling;
    ThreadState after = child.nextSibling;
    if (before != null) {
      before.nextSibling = after;
    } else if (first == child) {
      first = after;
    }
    if (after != null) {
      after.previousSibling = before;
    }
    child.previousSibling = null;
    child.nextSibling = null;
  }
}
