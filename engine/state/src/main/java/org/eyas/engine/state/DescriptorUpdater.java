package org.eyas.engine.state;

/** An updater that leaves what fields say of threads as it is: it changes descriptors or usage, or notes something for later. */
interface DescriptorUpdater extends StateUpdater {
  @Override
  default boolean changesThreads() {
    return false;
  }
}
