package org.eyas.engine.state.process;

/** An updater that changes descriptors, usage or directories, but no field by which sources classify threads. */
public interface DescriptorUpdater extends StateUpdater {
  @Override
  default boolean changesThreads() {
    return false;
  }
}
