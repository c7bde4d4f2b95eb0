package org.eyas.enricher.container.account;

import java.util.ArrayList;
import java.util.List;

/**
 * The mapping from the ids of the host to the ids of a user namespace: the content of /proc/PID/uid_map or gid_map
 * (user_namespaces(7)).
 */
record IdMap(List<Range> ranges) {
  static final long UNMAPPED = -1;

  /** Ids that follow each other within the namespace, and on the host. */
  record Range(long inside, long outside, long count) {
    boolean contains(long id) {
      return id >= outside && id - outside < count;
    }
  }

  /** Lines that are not three numbers are skipped. */
  static IdMap of(String file) {
    List<Range> ranges = new ArrayList<>();
    for (String line : file.split("\n")) {
      String[] numbers = line.strip().split("\\s+");
      if (numbers.length == 3 && line.matches("[ 0-9]{5,40}")) {
        ranges.add(new Range(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2])));
      }
    }
    return new IdMap(List.copyOf(ranges));
  }

  /**
   * The id within the namespace; {@link #UNMAPPED} if the namespace has none. Called for events, so it does not
   * allocate.
   */
  long inside(long outside) {
    for (int i = 0; i < ranges.size(); i++) {
      Range range = ranges.get(i);
      if (range.contains(outside)) {
        return range.inside() + outside - range.outside();
      }
    }
    return UNMAPPED;
  }
}
