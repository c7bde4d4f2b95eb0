package org.eyas.driver.ebpf.store;

import java.io.IOException;
import java.util.List;
import java.util.SequencedMap;

/**
 * Holds descriptors for the next process of the engine. What they refer to lives as long as it is held here, whatever becomes of
 * this process.
 */
public interface DescriptorStore {
  /**
   * Holds descriptors under a name. They stay open in this process.
   *
   * @param name letters, digits and hyphens; descriptors are added to those that the name has
   * @throws IOException if they cannot be held
   */
  void add(String name, List<Integer> fds) throws IOException;

  /** The descriptors that an earlier process added, by name, in the order of the names. The caller closes them. */
  SequencedMap<String, List<Integer>> received();

  /** Holds the descriptors of a name no longer. Those of this process stay open. */
  void remove(String name);

  /** A name of the store for messages. */
  String description();
}
