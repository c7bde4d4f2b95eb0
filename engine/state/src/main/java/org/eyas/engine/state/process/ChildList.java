package org.eyas.engine.state.process;

/**
 * The children of a thread as a linked list. The links are fields of the children, so that a child is removed in
 * constant time.
 */
final class ChildList {
  private ChildList() {}

  static void add(ThreadState parent, ThreadState child) {
    ThreadState first = parent.firstChild;
    child.previousSibling = null;
    child.nextSibling = first;
    if (first != null) {
      first.previousSibling = child;
    }
    parent.firstChild = child;
  }

  /** Removes a child. Does nothing if the child has another parent. */
  static void remove(ThreadState parent, ThreadState child) {
    ThreadState before = child.previousSibling;
    ThreadState after = child.nextSibling;
    if (before == null && parent.firstChild != child) {
      return;
    }
    if (before != null) {
      before.nextSibling = after;
    } else {
      parent.firstChild = after;
    }
    if (after != null) {
      after.previousSibling = before;
    }
    child.previousSibling = null;
    child.nextSibling = null;
  }
}
