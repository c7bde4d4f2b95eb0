package org.eyas.engine.state;

/** An updater that changes descriptors, usage or directories: no field on which classes of threads depend. */
interface DescriptorUpdater extends StateUpdater {
  @Override
  default boolean changesThreads() {
    return false;
  }
}
