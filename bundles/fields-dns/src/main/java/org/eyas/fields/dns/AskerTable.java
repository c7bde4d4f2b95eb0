package org.eyas.fields.dns;

import java.util.SplittableRandom;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.event.Event;
import org.eyas.api.process.ProcessInfo;
import org.jspecify.annotations.Nullable;

/**
 * The processes of one thread's events that ask name servers. A process makes room for another one with the same hash, and is read
 * again when it asks again. An object is allocated for each process that asks, not for each event.
 */
final class AskerTable {
  private static final int MOST = 1 << 12;
  private static final long MIX = 0x9e37_79b9_7f4a_7c15L;

  private final long seed = new SplittableRandom().nextLong(); // nobody outside can choose equal hashes
  private final ResolverThread reads;
  private final AddressBits server = new AddressBits();
  private final ByteView first = new ByteView();
  private @Nullable AskingProcess[] askers = {}; // allocated when the first process asks

  /** @param reads reads the files */
  AskerTable(ResolverThread reads) {
    this.reads = reads;
  }

  /** The process of an event that asks a server. Its servers are read now, unless that was done a short time ago. */
  AskingProcess find(Event event, Bytes serverAddress) {
    ProcessInfo process = event.process();
    long pid = process.pid();
    long started = started(process);
    if (askers.length == 0) {
      askers = new AskingProcess[MOST];
    }
    int at = (int) ((pid * MIX ^ started ^ seed) * MIX >>> Long.SIZE - Integer.numberOfTrailingZeros(MOST));
    AskingProcess asker = askers[at];
    if (asker == null || !asker.is(pid, started)) {
      asker = new AskingProcess(pid, started, cgroup(process.place().rawCgroups()));
      askers[at] = asker;
    }
    server.set(serverAddress);
    if (asker.beginRead(event.timestampNanos(), server.high(), server.low())) {
      reads.request(asker, event.timestampNanos());
    }
    return asker;
  }

  /** The time at which a process started. */
  static long started(ProcessInfo process) {
    ProcessInfo leader = process.leader();
    return (leader.known() ? leader : process).usage().startNanos();
  }

  // The last name in the path of the first cgroup: the part before it depends on the reader (cgroup_namespaces(7)).
  private String cgroup(Bytes cgroups) {
    int end = cgroups.indexOf(0, 0);
    Bytes path = cgroups.slice(0, end < 0 ? cgroups.length() : end, first);
    return path.slice(path.lastIndexOf('/') + 1, path.length(), new ByteView()).toString();
  }
}
