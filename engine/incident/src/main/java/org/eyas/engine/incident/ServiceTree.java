package org.eyas.engine.incident;

import org.eyas.api.data.Text;
import org.eyas.api.process.AttachmentKey;

/**
 * The root of the tree to which a process belongs. A tree ends where a service begins: the processes of another unit, of another
 * container, and the jobs of a scheduler are trees of their own. A process stays in its tree when its parents end. Immutable.
 *
 * @param pid the root
 * @param startNanos when the root was started, in nanoseconds since the epoch; 0 if unknown
 * @param unit the unit or container in whose cgroup the root was; empty if there was none
 */
record ServiceTree(long pid, long startNanos, Text unit) {
  static final AttachmentKey<ServiceTree> KEY = new AttachmentKey<>("process tree", ServiceTree.class);

  /** The processes that start services: process 1 and the kernel's threads. Each of their children is the root of a tree. */
  static final ServiceTree OF_MACHINE = new ServiceTree(1, 0, Text.EMPTY);

  /** The key under which steps of this tree find each other. */
  String key() {
    return "tree " + pid + " " + startNanos;
  }
}
