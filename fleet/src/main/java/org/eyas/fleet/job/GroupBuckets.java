package org.eyas.fleet.job;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * The keys by which matches are distributed to tasks. Many groups share one bucket, so that the state is read and
 * timers are set for all groups of a bucket together. Each key group of Flink has one bucket, so that all tasks get
 * equally many buckets.
 */
final class GroupBuckets implements Serializable {
  /** The parallelism of the job is at most this. */
  static final int COUNT = 256;

  private static final long serialVersionUID = 1;
  private static final int NONE = -1;

  private final int[] keys = new int[COUNT];

  GroupBuckets() {
    Arrays.fill(keys, NONE);
    int left = COUNT;
    for (int key = 0; left > 0; key++) {
      int keyGroup = KeyGroupRangeAssignment.assignToKeyGroup(key, COUNT);
      if (keys[keyGroup] == NONE) {
        keys[keyGroup] = key;
        left--;
      }
    }
  }

  /** The bucket of a group. */
  int of(String group) {
    return keys[KeyGroupRangeAssignment.assignToKeyGroup(group, COUNT)];
  }
}
