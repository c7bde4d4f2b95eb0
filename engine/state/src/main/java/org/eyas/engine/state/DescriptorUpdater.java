package org.eyas.engine.state;

/** An updater that changes descriptors, usage or directories, but no field by which sources classify threads. */
interface DescriptorUpdater extends StateUpdater {
  @Override
  default boolean changesThreads() {
    return false;
  }
}
